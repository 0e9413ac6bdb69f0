import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { otherClocks } from '../core/send-later';
import type { Conversation, ScheduledText } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/icon';
import './send-later';

const words = strings.later;

/** Pinned under a thread: the texts that leave later, or stayed, and what can be done about each. */
@customElement('t-scheduled-texts')
export class ScheduledTexts extends TandemElement {
  @property({ attribute: false }) conversation!: Conversation;
  @state() private changing: ScheduledText | undefined;

  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: block;
        padding-inline: 20px;
      }
      ul {
        display: grid;
        gap: 4px;
        max-block-size: min(34vh, 260px);
        margin: 4px 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0 10px;
        align-items: center;
        padding: 6px 6px 6px 12px;
        border: 1px dashed var(--line-strong);
        border-radius: 8px;
        background: var(--bg-sunken);
      }
      li.stayed {
        border-style: solid;
        border-color: var(--line);
        border-inline-start: 3px solid var(--warn);
      }
      li.stayed > t-icon {
        color: var(--warn);
      }
      li > t-icon {
        color: var(--text-3);
      }
      .what {
        display: grid;
        min-inline-size: 0;
      }
      .words {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        overflow-wrap: anywhere;
        white-space: pre-line;
        unicode-bidi: plaintext;
      }
      .do {
        display: flex;
        flex: none;
      }
      @container (max-width: 640px) {
        :host {
          padding-inline: 12px;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.scheduled, this.app.people];
  }

  protected override render() {
    const texts = this.app.scheduled.of(this.conversation.id);
    return html`${texts.length === 0
      ? nothing
      : html`<ul aria-label=${words.list}>
          ${repeat(
            texts,
            (text) => text.id,
            (text) => this.#row(text),
          )}
        </ul>`}
    ${this.changing
      ? html`<t-send-later
          .app=${this.app}
          .changing=${this.changing}
          .zones=${this.conversation.time_zones}
          @dismiss=${this.#close}
          @scheduled=${this.#close}
        ></t-send-later>`
      : nothing}`;
  }

  #row(text: ScheduledText) {
    const waits = text.state === 'waiting';
    return html`<li class=${waits ? '' : 'stayed'} data-testid="scheduled" data-state=${text.state}>
      <t-icon name=${waits ? 'clock' : 'alert'} size="16"></t-icon>
      <div class="what">
        <span class="words" dir="auto" title=${text.text}>${text.text}</span>
        <span class="small quiet" role=${waits ? nothing : 'status'} data-testid="scheduled-when">${this.#when(text)}</span>
      </div>
      <div class="do">
        ${this.#button('pencil', words.change, () => (this.changing = text), 'scheduled-change')}
        ${this.#button('send', words.now, () => this.#send(text), 'scheduled-now')}
        ${this.#button('close', words.cancel, () => this.#cancel(text), 'scheduled-cancel')}
      </div>
    </li>`;
  }

  #button(icon: 'pencil' | 'send' | 'close', label: string, act: () => void, id: string) {
    return html`<button class="icon-button" aria-label=${label} title=${label} @click=${act} data-testid=${id}>
      <t-icon name=${icon} size="16"></t-icon>
    </button>`;
  }

  #when(text: ScheduledText): string {
    if (text.state === 'replied') return words.states.replied;
    if (text.state !== 'waiting') return words.states[text.held_for ?? 'refused'];
    const at = new Date(text.send_at);
    const later = text.send_at !== text.wanted_at;
    const author = text.author_member_id === this.app.session.me?.member.id ? undefined : this.app.people.member(text.author_member_id);
    return [
      later ? words.quiet(when.until(at)) : words.at(when.until(at)),
      ...otherClocks(at, this.conversation.time_zones).map(({ place, shown }) => words.theirs(shown, place)),
      ...(text.unless_reply ? [words.unlessShort] : []),
      ...(author ? [words.by(author.name)] : []),
    ].join(' · ');
  }

  readonly #close = () => (this.changing = undefined);

  #send(text: ScheduledText): void {
    void this.app.attempt(async () => this.app.threads.put(await this.app.scheduled.sendNow(text)));
  }

  /** What was canceled can be scheduled again for a while: its time is still to come. */
  #cancel(text: ScheduledText): void {
    const { app, conversation } = this;
    void app.attempt(async () => {
      await app.scheduled.cancel(text);
      const run = () =>
        void app.attempt(() =>
          app.scheduled.make(
            {
              from: conversation.from,
              to: conversation.participants,
              text: text.text,
              send_at: text.send_at,
              unless_reply: text.unless_reply,
            },
            crypto.randomUUID(),
          ),
        );
      app.toasts.say(words.canceled, 'plain', text.state === 'waiting' ? { label: strings.undo, run } : undefined);
    });
  }
}
