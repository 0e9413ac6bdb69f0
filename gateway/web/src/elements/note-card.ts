import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { pieces } from '../core/mentions';
import type { Member, Note } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/icon';
import '../ui/menu';
import './team-composer';
import type { ForTheTeam } from './team-composer';

/** For so long its author may give a note other words; the server says so too. */
const CHANGEABLE = 24 * 3600_000;

/** A note in the thread: told apart from texts by its border, its sign and its label, not by colour alone. */
@customElement('t-note')
export class NoteCard extends TandemElement {
  @property({ attribute: false }) note!: Note;
  @state() private changing = false;

  static override styles = [
    base,
    buttons,
    css`
      :host {
        margin-block: 12px;
      }
      article {
        padding: 8px 12px 10px;
        border: 1px dashed var(--warn);
        border-radius: 10px;
        background: var(--warn-soft);
      }
      header {
        display: flex;
        align-items: center;
        gap: 6px;
        min-block-size: 24px;
        font-size: var(--text-small);
        line-height: 16px;
        color: var(--text-2);
      }
      .label {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        color: var(--warn);
        font-weight: 600;
      }
      .space {
        flex: 1;
      }
      .words {
        margin-block-start: 2px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
      .called {
        padding-inline: 2px;
        border-radius: 3px;
        background: var(--accent-soft);
        color: var(--accent-ink);
        font-weight: 600;
      }
      .called.me {
        outline: 1px solid var(--accent);
      }
      .gone {
        color: var(--text-3);
        font-size: var(--text-small);
        text-align: center;
      }
      t-team-composer {
        padding: 6px 0 0;
      }
    `,
  ];

  protected override stores() {
    return [this.app.people];
  }

  protected override render() {
    const { note } = this;
    const words = strings.notes;
    const author = this.app.people.member(note.author_member_id)?.name ?? words.somebody;
    if (note.text === null) return html`<p class="gone" data-testid="note-deleted">${words.deleted(author)}</p>`;
    return html`<article aria-label=${words.by(author)} data-testid="note">
      <header>
        <span class="label"><t-icon name="note" size="14"></t-icon>${words.label}</span>
        <span class="cut"><bdi>${author}</bdi></span>
        <time datetime=${note.created_at} title=${when.exact(note.created_at)}>${when.time(note.created_at)}</time>
        ${note.edited_at ? html`<span title=${when.exact(note.edited_at)}>· ${words.edited}</span>` : nothing}
        <span class="space"></span>
        ${this.#menu()}
      </header>
      ${this.changing
        ? html`<t-team-composer
            note
            cancelable
            .app=${this.app}
            .label=${words.placeLabel}
            .initial=${note.text}
            .action=${words.change}
            @write=${this.#change}
            @cancel=${(event: Event) => (event.stopPropagation(), (this.changing = false))}
          ></t-team-composer>`
        : html`<div class="words">${this.#words(note.text)}</div>`}
    </article>`;
  }

  #words(text: string) {
    const me = this.app.session.me?.member;
    const people = this.note.mentions.flatMap((id) => this.app.people.member(id) ?? []);
    return pieces(text, people).map((piece) =>
      piece.calls ? html`<span class="called ${isMe(piece.text, me) ? 'me' : ''}">${piece.text}</span>` : piece.text,
    );
  }

  #menu() {
    const { note } = this;
    if (note.author_member_id !== this.app.session.me?.member.id || this.changing) return nothing;
    const words = strings.notes;
    const young = Date.now() - Date.parse(note.created_at) < CHANGEABLE;
    return html`<t-menu
      up
      .label=${words.more}
      icon="more"
      .items=${[...(young ? [{ id: 'edit', label: words.edit }] : []), { id: 'remove', label: words.remove }]}
      @choose=${this.#chosen}
      data-testid="note-menu"
    ></t-menu>`;
  }

  readonly #chosen = (event: CustomEvent<string>) => {
    if (event.detail === 'remove') this.app.deleteNote(this.note);
    else {
      this.changing = true;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('t-team-composer')?.focus());
    }
  };

  readonly #change = (event: CustomEvent<ForTheTeam>) => {
    event.stopPropagation();
    const { text, mentions } = event.detail;
    this.changing = false;
    void this.app.attempt(() => this.app.threads.changeNote(this.note.id, text, mentions));
  };
}

function isMe(piece: string, me: Member | undefined): boolean {
  return me !== undefined && piece === `@${me.name}`;
}
