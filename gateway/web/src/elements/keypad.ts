import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { strings } from '../strings';
import { tell } from '../ui/element';
import { base } from '../ui/styles';

const KEYS: readonly (readonly [string, string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
];

/** Twelve keys. Each press is an event `digit`; a long press of 0 is `+` where that is wanted. */
@customElement('t-keypad')
export class Keypad extends LitElement {
  @property({ type: Boolean }) plus = false;
  #held: ReturnType<typeof setTimeout> | undefined;
  #longPressed = false;

  static override styles = [
    base,
    css`
      .keys {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 8px;
        direction: ltr;
      }
      button {
        display: grid;
        align-content: center;
        justify-items: center;
        min-block-size: 52px;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--bg);
        font-size: 20px;
        line-height: 22px;
        font-weight: 500;
        cursor: pointer;
        touch-action: manipulation;
        user-select: none;
        transition: background var(--quick);
      }
      button:hover {
        background: var(--bg-hover);
      }
      button:active {
        background: var(--bg-active);
      }
      small {
        min-block-size: 12px;
        font-size: 9px;
        line-height: 12px;
        letter-spacing: 0.12em;
        color: var(--text-3);
      }
    `,
  ];

  protected override render() {
    return html`<div class="keys" role="group" aria-label=${strings.dial.keypad}>
      ${KEYS.map(
        ([digit, letters]) => html`<button
          type="button"
          aria-label=${strings.dial.key(digit)}
          data-testid="key-${digit}"
          @pointerdown=${() => this.#hold(digit)}
          @pointerup=${this.#release}
          @pointerleave=${this.#release}
          @click=${() => this.#press(digit)}
        >
          ${digit}<small aria-hidden="true">${letters}</small>
        </button>`,
      )}
    </div>`;
  }

  #hold(digit: string): void {
    this.#longPressed = false;
    if (digit !== '0' || !this.plus) return;
    this.#held = setTimeout(() => {
      this.#longPressed = true;
      tell(this, 'digit', '+');
    }, 500);
  }

  readonly #release = () => clearTimeout(this.#held);

  #press(digit: string): void {
    if (this.#longPressed) this.#longPressed = false;
    else tell(this, 'digit', digit);
  }
}
