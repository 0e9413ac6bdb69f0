import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { E164 } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import './receiver-file';
import './receiver-lists';

const words = strings.receivers;

/** Where receivers can come from besides what is pasted: a file, and lists that are kept. Tells `take` with numbers. */
@customElement('t-receiver-sources')
export class ReceiverSources extends TandemElement {
  /** National numbers are of its country. */
  @property() from: E164 = '';
  /** Those that are chosen. */
  @property({ attribute: false }) numbers: readonly E164[] = [];
  @state() private file: File | undefined;
  @state() private lists = false;

  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      input {
        position: absolute;
        inline-size: 1px;
        opacity: 0;
      }
    `,
  ];

  protected override render() {
    return html`<input
        type="file"
        tabindex="-1"
        accept=".csv,.txt,text/csv,text/plain"
        aria-label=${words.fileTitle}
        @change=${this.#chosen}
        data-testid="receiver-file"
      />
      <button
        type="button"
        class="button"
        title=${words.fileHint}
        @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}
      >
        ${words.file}
      </button>
      <button type="button" class="button" @click=${() => (this.lists = true)} data-testid="receiver-lists">${words.lists}</button>
      ${this.file
        ? html`<t-receiver-file .app=${this.app} .file=${this.file} .from=${this.from} @take=${this.#close} @dismiss=${this.#close}></t-receiver-file>`
        : nothing}
      ${this.lists
        ? html`<t-receiver-lists .app=${this.app} .numbers=${this.numbers} @take=${this.#close} @dismiss=${this.#close}></t-receiver-lists>`
        : nothing}`;
  }

  readonly #chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    this.file = input.files?.[0];
    // The same file may be chosen again.
    input.value = '';
  };

  /** What is taken goes on to whoever holds this. */
  readonly #close = () => {
    this.file = undefined;
    this.lists = false;
  };
}
