import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shown } from '../core/phone-number';
import { Problem } from '../core/problem';
import { accepted, togetherTrouble } from '../core/enclosed';
import { groupTrouble } from '../core/group';
import { bytes } from '../core/media';
import { plainMarks, segmentsOf } from '../core/segments';
import { unfilled, valuesOf } from '../core/template';
import type { Attachment, E164, MediaRules, PhoneNumber } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons } from '../ui/styles';
import { writeBox } from '../ui/write-box';
import '../ui/icon';
import './group-note';
import './template-picker';
import './upload-tray';

export interface Written {
  from: E164;
  text: string;
  media?: readonly Attachment[];
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
  @state() private dropping = false;
  /** The number that was chosen here; empty while it is `from`. */
  @state() private chosen: E164 = '';
  @query('input[type=file]') private readonly files!: HTMLInputElement | null;
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
      form.dropping {
        border-color: var(--accent);
        box-shadow: 0 0 0 2px var(--accent);
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
        .send .word,
        .from span {
          display: none;
        }
        .from {
          padding-inline: 0;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.workspace, this.app.drafts, this.app.uploads.of(this.draftKey)];
  }

  get #tray() {
    return this.app.uploads.of(this.draftKey);
  }

  /** The number that is chosen. */
  get #sender(): E164 {
    return this.chosen || this.from || (this.app.workspace.value.numbers[0]?.e164 ?? '');
  }

  get #senderRecord(): PhoneNumber | undefined {
    return this.app.workspace.value.numbers.find((number) => number.e164 === this.#sender);
  }

  /** What the chosen number takes along; null when nothing. */
  get #rules(): MediaRules | null {
    return this.#senderRecord?.media ?? null;
  }

  /** Attaches what another text went with. */
  async bring(media: readonly Attachment[]): Promise<void> {
    const files = await Promise.all(
      media.map(async (one) => {
        const answer = await fetch(this.app.api.attachment(one.id)).catch(() => Promise.reject(Problem.unreachable()));
        if (!answer.ok) throw Problem.from(undefined, answer.status);
        return new File([await answer.blob()], '', { type: one.type });
      }),
    );
    this.#attach(files);
  }

  #attach(files: readonly File[]): void {
    const rules = this.#rules;
    if (rules === null) this.app.toasts.say(strings.media.tray.none);
    else void this.#tray.add(files, rules);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.text = this.app.drafts.get(this.draftKey) ?? '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('from')) this.chosen = '';
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
    this.#tray.clear();
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
    const rules = this.#rules;
    const tray = this.#tray;
    const attach = rules
      ? `${strings.media.tray.attach} (${strings.media.tray.limits(rules.max_files, bytes(rules.max_bytes))})`
      : strings.media.tray.none;
    return html`<form
      class=${this.dropping ? 'dropping' : ''}
      @submit=${this.#submit}
      @dragover=${this.#over}
      @dragleave=${() => (this.dropping = false)}
      @drop=${this.#dropped}
    >
      <t-group-note .app=${this.app} .to=${this.to} .from=${this.#sender}></t-group-note>
      <t-upload-tray .app=${this.app} .tray=${tray} .rules=${rules}></t-upload-tray>
      <textarea
        rows="1"
        aria-label=${words.write}
        placeholder=${words.write}
        maxlength="1600"
        dir="auto"
        .value=${this.text}
        @input=${this.#typed}
        @keydown=${this.#key}
        @paste=${this.#pasted}
        data-testid="composer"
      ></textarea>
      ${open
        ? html`<button class="button plain unfilled" type="button" @click=${this.#showOpen} data-testid="unfilled">
            ${strings.templates.unfilled(open.word)}
          </button>`
        : nothing}
      <div class="foot">
        <button
          class="icon-button"
          type="button"
          aria-label=${attach}
          title=${attach}
          ?disabled=${rules === null}
          @click=${() => this.files?.click()}
          data-testid="attach"
        >
          <t-icon name="paperclip"></t-icon>
        </button>
        <input
          type="file"
          multiple
          hidden
          tabindex="-1"
          accept=${accepted(rules)}
          @change=${this.#chosen}
          data-testid="attach-files"
        />
        <label class="from">
          <span>${words.from}</span>
          <select aria-label=${words.from} @change=${() => (this.chosen = this.numbers?.value ?? '')} data-testid="from">
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
          title=${tray.value.length > 0 ? strings.media.tray.notLater : `${strings.later.send} (Ctrl Shift Enter)`}
          ?disabled=${this.text.trim() === '' || this.busy || tray.value.length > 0}
          @click=${this.#later}
          data-testid="send-later"
        >
          <t-icon name="clock"></t-icon>
        </button>
        <button class="button primary send" ?disabled=${!this.#sendable} data-testid="send">
          <t-icon name="send" size="16"></t-icon><span class="word">${words.send}</span>
        </button>
      </div>
    </form>
    ${this.picking
      ? html`<t-template-picker
          .app=${this.app}
          .values=${valuesOf(this.app.people.contactOf(this.to.length === 1 ? (this.to[0] ?? '') : ''), this.app.session.me?.member, this.app.session.me?.workspace.name)}
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

  get #sendable(): boolean {
    const tray = this.#tray;
    const trouble = togetherTrouble(tray.value, this.#rules) ?? tray.value.find((one) => one.problem !== '');
    if (groupTrouble(this.#senderRecord, this.to) !== '') return false;
    return (this.text.trim() !== '' || tray.media.length > 0) && !this.busy && !tray.busy && trouble === undefined;
  }

  readonly #chosen = () => {
    this.#attach([...(this.files?.files ?? [])]);
    if (this.files) this.files.value = '';
    this.focus();
  };

  readonly #pasted = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.#attach(files);
  };

  readonly #over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropping = true;
  };

  readonly #dropped = (event: DragEvent) => {
    this.dropping = false;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.#attach(files);
    this.focus();
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
    if (text === '' || this.busy || this.#tray.value.length > 0) return;
    tell(this, 'later', { from: this.numbers?.value ?? this.from, text } satisfies Written);
  };

  readonly #submit = (event: Event) => {
    event.preventDefault();
    const text = this.text.trim();
    if (!this.#sendable) return;
    if (unfilled(text)) return this.#showOpen();
    const { media } = this.#tray;
    tell(this, 'send', { from: this.numbers?.value ?? this.from, text, media } satisfies Written);
    if (this.draftKey !== 'new') this.clear();
  };
}

function limit(segments: number, unicode: boolean): number {
  const [alone, each] = unicode ? [70, 67] : [160, 153];
  return segments === 1 ? alone : each * segments;
}
