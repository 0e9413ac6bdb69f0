import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { tell } from './element';
import { base, buttons } from './styles';
import './icon';

export interface MenuItem {
  id: string;
  label: string;
  detail?: string;
  /** For a choice among them: whether it is the present one. */
  chosen?: boolean;
}

/** A button that opens a list of things to do or choose; tells `choose` with the item's id. */
@customElement('t-menu')
export class Menu extends LitElement {
  @property() label = '';
  @property() icon = '';
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  /** Whether the list opens upwards: at the foot of what scrolls there is no room below. */
  @property({ type: Boolean, reflect: true }) up = false;
  @state() private open = false;
  @query('button') private readonly button!: HTMLButtonElement;

  static override styles = [
    base,
    buttons,
    css`
      :host {
        position: relative;
        display: inline-grid;
        flex: none;
      }
      .menu {
        position: absolute;
        inset-block-start: calc(100% + 4px);
        inset-inline-end: 0;
        z-index: 12;
        min-inline-size: 220px;
        max-block-size: min(60vh, 420px);
        padding: 4px;
        border: 1px solid var(--line-strong);
        border-radius: 10px;
        background: var(--bg-raised);
        box-shadow: 0 12px 32px rgb(0 0 0 / 16%);
        overflow-y: auto;
      }
      :host([up]) .menu {
        inset-block: auto calc(100% + 4px);
      }
      .menu button {
        display: flex;
        align-items: center;
        gap: 8px;
        inline-size: 100%;
        min-block-size: var(--target);
        padding: 4px 10px;
        border: 0;
        border-radius: 6px;
        background: transparent;
        color: var(--text);
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      .menu button:hover,
      .menu button:focus-visible {
        background: var(--bg-hover);
      }
      .menu .name {
        flex: 1;
        min-inline-size: 0;
      }
      .menu .detail {
        color: var(--text-3);
        font-size: var(--text-small);
        white-space: nowrap;
      }
    `,
  ];

  protected override render() {
    return html`<button
        class="icon-button"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${this.label}
        title=${this.label}
        @click=${() => (this.open ? this.#close() : this.#show())}
      >
        <slot><t-icon name=${this.icon}></t-icon></slot>
      </button>
      ${this.open
        ? html`<div class="menu" role="menu" aria-label=${this.label} @keydown=${this.#key} @focusout=${this.#left}>
            ${this.items.map((item) => this.#item(item))}
          </div>`
        : nothing}`;
  }

  #item(item: MenuItem) {
    const choice = item.chosen !== undefined;
    return html`<button
      role=${choice ? 'menuitemradio' : 'menuitem'}
      aria-checked=${choice ? String(item.chosen) : nothing}
      tabindex="-1"
      data-testid="menu-item"
      data-id=${item.id}
      @click=${() => this.#choose(item.id)}
    >
      <span class="name cut"><bdi>${item.label}</bdi></span>
      ${item.detail ? html`<span class="detail">${item.detail}</span>` : nothing}
      ${item.chosen ? html`<t-icon name="check" size="16"></t-icon>` : nothing}
    </button>`;
  }

  #show(): void {
    this.open = true;
    void this.updateComplete.then(() => this.#entries()[0]?.focus());
  }

  #close(): void {
    this.open = false;
    this.button.focus();
  }

  #choose(id: string): void {
    this.#close();
    tell(this, 'choose', id);
  }

  #entries(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.menu button')];
  }

  readonly #key = (event: KeyboardEvent) => {
    const entries = this.#entries();
    const at = entries.indexOf(event.target as HTMLElement);
    const to: Record<string, number> = {
      ArrowDown: (at + 1) % entries.length,
      ArrowUp: (at - 1 + entries.length) % entries.length,
      Home: 0,
      End: entries.length - 1,
    };
    const next = to[event.key];
    if (next !== undefined) entries[next]?.focus();
    else if (event.key === 'Escape') this.#close();
    else if (event.key === 'Tab') this.open = false;
    if (event.key !== 'Tab') event.stopPropagation();
    if (next !== undefined || event.key === 'Escape') event.preventDefault();
  };

  /** What is beside the menu was clicked or is focused: it is not wanted any more. */
  readonly #left = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !this.renderRoot.contains(to)) this.open = false;
  };
}
