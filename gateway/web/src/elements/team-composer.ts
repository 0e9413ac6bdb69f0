import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { calledIn, called, calling, candidates, type Calling } from '../core/mentions';
import type { Id, Member } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons } from '../ui/styles';
import { writeBox } from '../ui/write-box';
import '../ui/avatar';
import '../ui/icon';

/** What was written for the team. */
export interface ForTheTeam {
  text: string;
  mentions: Id[];
}

/**
 * Where members write to each other. An @ opens a list of people beside the words (ARIA's combobox pattern): arrows move
 * in it, Enter or Tab takes one, Escape closes it. Tells `write`.
 */
@customElement('t-team-composer')
export class TeamComposer extends TandemElement {
  @property() label = '';
  @property() place = '';
  @property() action = '';
  @property() draftKey = '';
  /** What is there to begin with, when something is changed. */
  @property() initial = '';
  @property({ type: Boolean, reflect: true }) note = false;
  @property({ type: Boolean }) cancelable = false;
  @property({ type: Number }) max = 4000;
  /** Who can be called; everybody but oneself when it is not said. */
  @property({ attribute: false }) people: readonly Member[] | undefined;
  @state() private text = '';
  @state() private calling: Calling | undefined;
  @state() private at = 0;
  @query('textarea') private readonly field!: HTMLTextAreaElement;

  static override styles = [
    base,
    buttons,
    writeBox,
    css`
      :host {
        padding: 4px 20px 16px;
      }
      form {
        position: relative;
      }
      :host([note]) form {
        border: 1px dashed var(--warn);
        background: var(--warn-soft);
      }
      textarea::placeholder {
        color: var(--text-2);
      }
      .foot {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: 8px;
        padding: 4px 6px 6px 8px;
      }
      .list {
        position: absolute;
        inset-block-end: calc(100% + 4px);
        inset-inline: 0;
        max-inline-size: 360px;
        z-index: 12;
        padding: 4px;
        border: 1px solid var(--line-strong);
        border-radius: 10px;
        background: var(--bg-raised);
        box-shadow: 0 12px 32px rgb(0 0 0 / 16%);
      }
      .option {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: max(36px, var(--target));
        padding: 4px 10px;
        border-radius: 6px;
        cursor: pointer;
      }
      .option[aria-selected='true'] {
        background: var(--bg-active);
      }
      .mail {
        color: var(--text-3);
        font-size: var(--text-small);
      }
      .button {
        min-block-size: var(--target);
      }
      @container (max-width: 640px) {
        :host {
          padding: 4px 12px 12px;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.drafts];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.text = this.initial || (this.app.drafts.get(this.draftKey) ?? '');
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // What is written here is the draft; when they differ, another window wrote.
    const kept = this.app.drafts.get(this.draftKey) ?? '';
    if (this.draftKey !== '' && kept.trim() !== this.text.trim()) this.text = kept;
  }

  override focus(): void {
    this.field?.focus();
  }

  /** Puts words back that could not be kept. */
  offer(text: string): void {
    if (this.text.trim() === '') this.#set(text);
  }

  protected override render() {
    const open = this.#found();
    const active = open[this.at];
    return html`<form @submit=${this.#submit}>
      ${open.length > 0 ? this.#list(open) : nothing}
      <textarea
        rows="1"
        role="combobox"
        aria-label=${this.label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-expanded=${open.length > 0}
        aria-controls="people"
        aria-activedescendant=${active ? `person-${active.id}` : nothing}
        placeholder=${this.place}
        maxlength=${this.max}
        dir="auto"
        .value=${this.text}
        @input=${this.#typed}
        @click=${this.#typed}
        @keydown=${this.#key}
        @blur=${() => (this.calling = undefined)}
        data-testid=${this.note ? 'note-composer' : 'team-composer'}
      ></textarea>
      <div class="foot">
        ${this.cancelable
          ? html`<button class="button" type="button" @click=${() => tell(this, 'cancel')}>${strings.cancel}</button>`
          : nothing}
        <button class="button primary" ?disabled=${this.text.trim() === ''} data-testid=${this.note ? 'note-save' : 'team-send'}>
          ${this.action}
        </button>
      </div>
    </form>`;
  }

  #list(open: readonly Member[]) {
    return html`<div class="list" id="people" role="listbox" aria-label=${strings.notes.people} data-testid="mention-list">
      ${open.map(
        (person, index) => html`<div
          class="option"
          id="person-${person.id}"
          role="option"
          aria-selected=${index === this.at}
          @mousedown=${(event: Event) => (event.preventDefault(), this.#take(person))}
          data-testid="mention-option"
        >
          <t-avatar .name=${person.name} size="small"></t-avatar>
          <bdi class="cut">${person.name}</bdi>
          <span class="mail cut">${person.email}</span>
        </div>`,
      )}
    </div>`;
  }

  get #people(): readonly Member[] {
    const me = this.app.session.me?.member.id;
    return this.people ?? this.app.people.value.members.filter((member) => member.id !== me);
  }

  #found(): Member[] {
    return this.calling ? candidates(this.#people, this.calling.query) : [];
  }

  #set(text: string): void {
    this.text = text;
    if (this.draftKey === '') return;
    if (text.trim() === '') this.app.drafts.forget(this.draftKey);
    else this.app.drafts.write(this.draftKey, text);
  }

  readonly #typed = () => {
    this.#set(this.field.value);
    if (this.note) this.app.looking.typing();
    this.calling = calling(this.text, this.field.selectionStart);
    this.at = 0;
  };

  #take(person: Member): void {
    if (!this.calling) return;
    const { text, caret } = called(this.text, this.calling, person);
    this.calling = undefined;
    this.#set(text);
    void this.updateComplete.then(() => {
      this.field.focus();
      this.field.setSelectionRange(caret, caret);
    });
  }

  readonly #key = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const open = this.#found();
    if (open.length > 0 && this.#inList(event, open)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === 'Escape') {
      if (this.cancelable) tell(this, 'cancel');
      else this.field.blur();
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    this.#submit(event);
  };

  #inList(event: KeyboardEvent, open: readonly Member[]): boolean {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const person = open[this.at];
    if (step !== undefined) this.at = (this.at + step + open.length) % open.length;
    else if (event.key === 'Escape') this.calling = undefined;
    else if ((event.key === 'Enter' || event.key === 'Tab') && person) this.#take(person);
    else return false;
    return true;
  }

  readonly #submit = (event: Event) => {
    event.preventDefault();
    const text = this.text.trim();
    if (text === '') return;
    const mentions = calledIn(text, this.#people);
    if (this.note) this.app.looking.stopped();
    this.#set('');
    tell(this, 'write', { text, mentions } satisfies ForTheTeam);
  };
}
