import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shown } from '../core/phone-number';
import { plainMarks, segmentsOf } from '../core/segments';
import { unfilled, valuesOf } from '../core/template';
import type { E164 } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons } from '../ui/styles';
import { writeBox } from '../ui/write-box';
import '../ui/icon';
import './template-picker';

export interface Written {
  from: E164;
  text: string;
}

/** Where a text is written: the number it comes from, the words, and how many parts they take. Sends by an event. */
@customElement('t-composer')
export class Composer extends TandemElement {
  @property() from: E164 = '';
  @property() draftKey = '';
  @property({ type: Boolean }) busy = false;
  /** Who the text goes to, for templates. */
  @property({ attribute: false }) to: readonly E164[] = [];
  @state() private text = '';
  @state() private picking = false;
  @query('textarea') private readonly field!: HTMLTextAreaElement;
  @query('select') private readonly numbers!: HTMLSelectElement | null;

  static override styles = [
    base,
    buttons,
    writeBox,
    css`
      :host {
        padding: 4px 20px 16px;
      }
      textarea::placeholder {
        color: var(--text-3);
      }
      .foot {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 4px 6px 6px 8px;
      }
      .from {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        min-inline-size: 0;
        color: var(--text-2);
        font-size: 13px;
        padding-inline: 6px;
      }
      select {
        min-inline-size: 0;
        max-inline-size: 240px;
        min-block-size: max(28px, calc(var(--target) - 4px));
        border: 0;
        border-radius: var(--radius);
        background: transparent;
        font-size: 13px;
        font-weight: 500;
        text-overflow: ellipsis;
        cursor: pointer;
      }
      select:hover {
        background: var(--bg-hover);
      }
      option {
        background: var(--bg-raised);
      }
      .space {
        flex: 1;
      }
      .use {
        font-size: var(--text-small);
        color: var(--text-3);
        white-space: nowrap;
      }
      .unfilled {
        justify-content: start;
        max-inline-size: 100%;
        min-block-size: max(24px, calc(var(--target) - 8px));
        padding-inline: 14px;
        color: var(--warn);
        white-space: normal;
        text-align: start;
        font-size: var(--text-small);
      }
      .use.many {
        color: var(--warn);
      }
      .send {
        min-block-size: var(--target);
        border-radius: 8px;
        padding-inline: 12px;
      }
      @container (max-width: 640px) {
        :host {
          padding: 4px 12px 12px;
        }
        .send .word {
          display: none;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.workspace, this.app.drafts];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.text = this.app.drafts.get(this.draftKey) ?? '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // What is written here is the draft; when they differ, another window wrote.
    const kept = this.app.drafts.get(this.draftKey) ?? '';
    if (this.draftKey !== 'new' && kept.trim() !== this.text.trim()) this.text = kept;
  }

  override focus(): void {
    this.field?.focus();
  }

  /** Puts words into an empty composer. */
  offer(text: string): void {
    if (this.text.trim() !== '') return;
    this.text = text;
    this.app.drafts.write(this.draftKey, text);
    void this.updateComplete.then(() => this.focus());
  }

  clear(): void {
    this.text = '';
    this.app.drafts.forget(this.draftKey);
    this.app.looking.stopped();
    this.app.looking.uncross(this.draftKey);
  }

  protected override render() {
    const words = strings.thread;
    const use = segmentsOf(plainMarks(this.text));
    const { numbers } = this.app.workspace.value;
    const unicode = use.encoding === 'ucs2';
    const open = unfilled(this.text);
    return html`<form @submit=${this.#submit}>
      <textarea
        rows="1"
        aria-label=${words.write}
        placeholder=${words.write}
        maxlength="1600"
        dir="auto"
        .value=${this.text}
        @input=${this.#typed}
        @keydown=${this.#key}
        data-testid="composer"
      ></textarea>
      ${open
        ? html`<button class="button plain unfilled" type="button" @click=${this.#showOpen} data-testid="unfilled">
            ${strings.templates.unfilled(open.word)}
          </button>`
        : nothing}
      <div class="foot">
        <label class="from">
          <span>${words.from}</span>
          <select aria-label=${words.from} data-testid="from">
            ${numbers.map(
              (number) => html`<option value=${number.e164} ?selected=${number.e164 === this.from}>
                ${number.name ? `${number.name} · ${shown(number.e164)}` : shown(number.e164)}
              </option>`,
            )}
            ${numbers.some((number) => number.e164 === this.from) || this.from === ''
              ? nothing
              : html`<option value=${this.from} selected>${shown(this.from)}</option>`}
          </select>
        </label>
        <button
          class="icon-button"
          type="button"
          aria-label=${strings.templates.open}
          title=${strings.templates.openHint}
          @click=${() => (this.picking = true)}
          data-testid="templates"
        >
          <t-icon name="template"></t-icon>
        </button>
        <span class="space"></span>
        ${this.text
          ? html`<span
              class="use ${use.segments > 1 ? 'many' : ''}"
              title=${words.textUseLabel(use.left, use.segments, unicode)}
              aria-label=${words.textUseLabel(use.left, use.segments, unicode)}
              data-testid="segments"
              data-segments=${use.segments}
              data-encoding=${use.encoding}
              >${words.textUse(use.units, limit(use.segments, unicode), use.segments)}</span
            >`
          : nothing}
        <button
          class="icon-button"
          type="button"
          aria-label=${strings.later.send}
          title="${strings.later.send} (Ctrl Shift Enter)"
          ?disabled=${this.text.trim() === '' || this.busy}
          @click=${this.#later}
          data-testid="send-later"
        >
          <t-icon name="clock"></t-icon>
        </button>
        <button class="button primary send" ?disabled=${this.text.trim() === '' || this.busy} data-testid="send">
          <t-icon name="send" size="16"></t-icon><span class="word">${words.send}</span>
        </button>
      </div>
    </form>
    ${this.picking
      ? html`<t-template-picker
          .app=${this.app}
          .values=${valuesOf(this.app.people.contactOf(this.to[0] ?? ''), this.app.session.me?.member, this.app.session.me?.workspace.name)}
          @insert=${this.#insert}
          @dismiss=${() => (this.picking = false)}
        ></t-template-picker>`
      : nothing}`;
  }

  readonly #insert = (event: CustomEvent<string>) => {
    this.picking = false;
    const { selectionStart, selectionEnd } = this.field;
    this.text = this.text.slice(0, selectionStart) + event.detail + this.text.slice(selectionEnd);
    this.app.drafts.write(this.draftKey, this.text);
    const caret = selectionStart + event.detail.length;
    void this.updateComplete.then(() => {
      this.focus();
      this.field.setSelectionRange(caret, caret);
      this.#showOpen();
    });
  };

  /** Selects the variable that is still to be filled in, so that what is typed takes its place. */
  readonly #showOpen = () => {
    const open = unfilled(this.text);
    if (!open) return;
    this.field.focus();
    this.field.setSelectionRange(open.from, open.to);
  };


  readonly #typed = () => {
    this.text = this.field.value;
    if (this.text.trim() === '') this.app.drafts.forget(this.draftKey);
    else this.app.drafts.write(this.draftKey, this.text);
    if (this.text !== '') this.app.looking.typing();
    else this.app.looking.stopped();
  };

  readonly #key = (event: KeyboardEvent) => {
    if (event.key === '/' && this.text === '') {
      event.preventDefault();
      this.picking = true;
      return;
    }
    if (event.key === 'Escape') this.field.blur();
    if (event.key === 'z' && (event.metaKey || event.ctrlKey) && this.text === '') {
      event.preventDefault();
      tell(this, 'takeback');
    }
    if (event.key === 'Enter' && event.shiftKey && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      this.#later();
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit(event);
  };

  /** The words stay until it is scheduled. */
  readonly #later = () => {
    const text = this.text.trim();
    if (unfilled(text)) return this.#showOpen();
    if (text !== '' && !this.busy) tell(this, 'later', { from: this.numbers?.value ?? this.from, text } satisfies Written);
  };

  readonly #submit = (event: Event) => {
    event.preventDefault();
    const text = this.text.trim();
    if (text === '' || this.busy) return;
    if (unfilled(text)) return this.#showOpen();
    tell(this, 'send', { from: this.numbers?.value ?? this.from, text } satisfies Written);
    if (this.draftKey !== 'new') this.clear();
  };
}

function limit(segments: number, unicode: boolean): number {
  const [alone, each] = unicode ? [70, 67] : [160, 153];
  return segments === 1 ? alone : each * segments;
}
