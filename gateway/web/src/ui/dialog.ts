import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { strings } from '../strings';
import { tell } from './element';
import { base, buttons } from './styles';
import './icon';

const YIELD = 'tandem-dialogs-yield';

/** Lets everything beside the open dialogs be used again. */
export function dialogsYield(): void {
  document.dispatchEvent(new Event(YIELD));
}

function deepFocus(): HTMLElement | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused instanceof HTMLElement ? focused : null;
}

/** A modal dialog on the browser's own <dialog>: focus stays inside, Escape closes, focus goes back where it was. */
@customElement('t-dialog')
export class Dialog extends LitElement {
  @property() heading = '';
  /** Leaves out the head: the content brings its own. */
  @property({ type: Boolean }) bare = false;
  @property({ reflect: true }) place: 'middle' | 'top' = 'middle';
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  static override styles = [
    base,
    buttons,
    css`
      dialog {
        position: fixed;
        inset: 0;
        z-index: 22;
        margin: auto;
        inline-size: min(var(--dialog-width, 440px), calc(100vw - 24px));
        max-block-size: calc(100dvh - 24px);
        padding: 0;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-large);
        background: var(--bg-raised);
        color: var(--text);
        font: inherit;
        overflow: auto;
        box-shadow: 0 16px 48px rgb(0 0 0 / 18%);
      }
      :host([place='top']) dialog {
        margin-block-start: min(14vh, 120px);
      }
      dialog:focus-visible {
        outline: none;
      }
      dialog::backdrop {
        background: var(--scrim);
      }
      dialog[open] {
        animation: rise var(--slow) ease-out;
      }
      @keyframes rise {
        from {
          opacity: 0;
          translate: 0 8px;
        }
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 12px 12px 12px 20px;
        border-block-end: 1px solid var(--line);
      }
      h2 {
        flex: 1;
        font-size: 15px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(YIELD, this.#yield);
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
    const wanted = this.querySelector<HTMLElement>('[autofocus]');
    wanted?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener(YIELD, this.#yield);
    this.dialog?.close();
  }

  protected override render() {
    return html`<dialog
      aria-label=${this.heading}
      @cancel=${this.#cancel}
      @click=${this.#backdrop}
    >
      ${this.bare
        ? ''
        : html`<header>
            <h2>${this.heading}</h2>
            <button class="icon-button" aria-label=${strings.close} title=${strings.close} @click=${this.#close}>
              <t-icon name="close"></t-icon>
            </button>
          </header>`}
      <slot></slot>
    </dialog>`;
  }

  readonly #cancel = (event: Event) => {
    event.preventDefault();
    this.#close();
  };

  readonly #backdrop = (event: MouseEvent) => {
    if (event.target === this.dialog && event.composedPath()[0] === this.dialog) {
      const box = this.dialog.getBoundingClientRect();
      const inside =
        event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      if (!inside) this.#close();
    }
  };

  /** An incoming call must be answerable: the dialog stays as it is, but holds the page no longer. */
  readonly #yield = () => {
    const focused = deepFocus();
    this.dialog.close();
    this.dialog.show();
    focused?.focus();
  };

  readonly #close = () => tell(this, 'dismiss');
}
