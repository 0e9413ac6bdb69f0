import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { segmentsOf } from '../core/segments';
import { fill, VARIABLES, type Values } from '../core/template';
import { Problem } from '../core/problem';
import type { Id, Template } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/dialog';
import '../ui/empty';
import '../ui/icon';

/** A dialog that finds a template, shows it filled in, and writes new ones. Tells `insert` with the words. */
@customElement('t-template-picker')
export class TemplatePicker extends TandemElement {
  @property({ attribute: false }) values: Values = {};
  @state() private sought = '';
  @state() private at = 0;
  /** The template that is written: its id, none of a new one. */
  @state() private writing: { id: Id | undefined; name: string; text: string } | undefined;
  @state() private wrong = '';
  @query('#text') private readonly text!: HTMLTextAreaElement | null;
  @query('#name') private readonly name!: HTMLInputElement | null;
  #key = crypto.randomUUID();

  static override styles = [
    base,
    buttons,
    fields,
    css`
      :host {
        --dialog-width: 640px;
      }
      .body,
      form {
        display: grid;
        gap: 12px;
        padding: 16px 20px 20px;
      }
      .list {
        max-block-size: 220px;
        overflow-y: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      .option {
        display: grid;
        padding: 8px 12px;
        cursor: pointer;
      }
      .option[aria-selected='true'] {
        background: var(--bg-active);
      }
      .option span {
        color: var(--text-2);
        font-size: 13px;
      }
      .preview {
        padding: 10px 12px;
        border-radius: 12px;
        background: var(--bubble-out);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
        max-block-size: 180px;
        overflow-y: auto;
      }
      .missing {
        color: var(--warn);
        font-size: 13px;
      }
      .actions,
      .variables {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .space {
        flex: 1;
      }
      .variables button {
        min-block-size: max(26px, calc(var(--target) - 8px));
        padding-inline: 8px;
        font-size: var(--text-small);
      }
      textarea {
        min-block-size: 110px;
        resize: vertical;
      }
    `,
  ];

  protected override stores() {
    return [this.app.templates];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app.templates.ensure();
  }

  protected override render() {
    return html`<t-dialog heading=${strings.templates.title} @dismiss=${this.#dismissed}>
      ${this.writing ? this.#form(this.writing) : this.#choosing()}
    </t-dialog>`;
  }

  #found(): Template[] {
    const wanted = this.sought.trim().toLocaleLowerCase();
    return this.app.templates.value.items.filter((one) => `${one.name} ${one.text}`.toLocaleLowerCase().includes(wanted));
  }

  #choosing() {
    const words = strings.templates;
    const found = this.#found();
    const chosen = found[Math.min(this.at, found.length - 1)];
    const none = this.app.templates.value.items.length === 0;
    if (none && this.app.templates.value.loading === 'ready') {
      return html`<div class="body">
        <t-empty icon="message" heading=${words.none} text=${words.noneHint}>
          <button class="button primary" autofocus @click=${() => this.#write()} data-testid="template-new">${words.add}</button>
        </t-empty>
      </div>`;
    }
    return html`<div class="body">
      <input
        class="input"
        role="combobox"
        aria-label=${words.find}
        aria-expanded="true"
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant=${chosen ? `t-${chosen.id}` : nothing}
        placeholder=${words.find}
        autofocus
        .value=${this.sought}
        @input=${this.#seek}
        @keydown=${this.#key_}
        data-testid="template-find"
      />
      <div class="list" id="found" role="listbox" aria-label=${words.title}>
        ${found.length === 0 ? html`<p class="option">${words.nothing}</p>` : nothing}
        ${found.map(
          (one, index) => html`<div
            class="option"
            id="t-${one.id}"
            role="option"
            aria-selected=${one === chosen}
            @click=${() => (this.at = index)}
            @dblclick=${() => this.#insert(one)}
            data-testid="template"
          >
            <bdi class="cut">${one.name}</bdi><span class="cut"><bdi>${one.text}</bdi></span>
          </div>`,
        )}
      </div>
      ${chosen ? this.#preview(chosen) : nothing}
      <div class="actions">
        <button class="button" @click=${() => this.#write()} data-testid="template-new">
          <t-icon name="plus" size="16"></t-icon>${words.add}
        </button>
        ${chosen
          ? html`<button class="button plain" @click=${() => this.#write(chosen)} data-testid="template-edit">${strings.edit}</button>
              <button class="button plain" @click=${() => this.#remove(chosen)} data-testid="template-remove">
                ${strings.remove}
              </button>`
          : nothing}
        <span class="space"></span>
        <button
          class="button primary"
          ?disabled=${!chosen}
          @click=${() => chosen && this.#insert(chosen)}
          data-testid="template-insert"
        >
          ${words.insert}
        </button>
      </div>
    </div>`;
  }

  #preview(template: Template) {
    const words = strings.templates;
    const { text, missing } = fill(template.text, this.values);
    const use = segmentsOf(text);
    return html`<div class="preview" aria-label=${words.preview} data-testid="template-preview">${text}</div>
      ${missing.length > 0
        ? html`<p class="missing" role="status" data-testid="template-missing">${words.missing([...new Set(missing)])}</p>`
        : html`<p class="hint" data-testid="template-segments" data-segments=${use.segments}>
            ${strings.thread.textUse(use.units, use.units + use.left, use.segments)}
          </p>`}`;
  }

  #form({ id, name, text }: { id: Id | undefined; name: string; text: string }) {
    const words = strings.templates;
    return html`<form @submit=${this.#save} novalidate>
      <div class="field">
        <label for="name">${words.name}</label>
        <input id="name" class="input" dir="auto" maxlength="60" .value=${name} data-testid="template-name" />
      </div>
      <div class="field">
        <label for="text">${words.text}</label>
        <textarea id="text" class="input" dir="auto" maxlength="1600" .value=${text} data-testid="template-text"></textarea>
        <span class="hint">${words.textHint}</span>
      </div>
      <div class="variables">
        ${VARIABLES.map(
          (word) => html`<button
            class="button"
            type="button"
            aria-label=${words.variable(word)}
            @click=${() => this.#variable(word)}
          >
            ${word}
          </button>`,
        )}
      </div>
      <span class="wrong" role="alert">${this.wrong}</span>
      <div class="actions">
        <button class="button" type="button" @click=${() => (this.writing = undefined)}>${words.back}</button>
        <span class="space"></span>
        <button class="button primary" data-testid="template-save" data-id=${id ?? ''}>${strings.save}</button>
      </div>
    </form>`;
  }

  #write(template?: Template): void {
    this.wrong = '';
    this.#key = crypto.randomUUID();
    this.writing = { id: template?.id, name: template?.name ?? '', text: template?.text ?? '' };
    void this.updateComplete.then(() => this.name?.focus());
  }

  #variable(word: string): void {
    const field = this.text;
    if (!field) return;
    field.setRangeText(`{{${word}}}`, field.selectionStart, field.selectionEnd, 'end');
    field.focus();
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    const name = this.name?.value.trim() ?? '';
    const text = this.text?.value ?? '';
    if (name === '' || text.trim() === '') {
      this.wrong = strings.templates.needs;
      return;
    }
    try {
      const saved = await this.app.templates.save(this.writing?.id, { name, text }, this.#key);
      this.writing = undefined;
      this.sought = '';
      this.at = this.#found().findIndex((one) => one.id === saved.id);
    } catch (thrown) {
      this.wrong = Problem.of(thrown).message;
    }
  };

  readonly #seek = (event: Event) => {
    this.sought = (event.target as HTMLInputElement).value;
    this.at = 0;
  };

  readonly #key_ = (event: KeyboardEvent) => {
    const found = this.#found();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[this.at];
    if (step !== undefined && found.length > 0) this.at = (this.at + step + found.length) % found.length;
    else if (event.key === 'Enter' && chosen && !event.isComposing) this.#insert(chosen);
    else return;
    event.preventDefault();
  };

  #insert(template: Template): void {
    tell(this, 'insert', fill(template.text, this.values).text);
  }

  #remove(template: Template): void {
    void this.app.attempt(() => this.app.templates.deleteNow(template.id)).then((gone) => {
      if (!gone) return;
      const back = () =>
        void this.app.attempt(() =>
          this.app.templates.save(undefined, { name: template.name, text: template.text }, crypto.randomUUID()),
        );
      this.app.toasts.say(strings.templates.removed(template.name), 'plain', { label: strings.undo, run: back });
    });
  }

  readonly #dismissed = (event: Event) => {
    if (!this.writing) return;
    event.stopPropagation();
    this.writing = undefined;
  };
}
