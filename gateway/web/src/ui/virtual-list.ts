import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { strings } from '../strings';
import { tell } from './element';
import { base } from './styles';
import { vars } from './vars';

const SPARE = 6;

/** Rows of one height, of which only those in sight exist: ten thousand scroll like ten. */
@customElement('t-virtual-list')
export class VirtualList<T> extends LitElement {
  @property({ attribute: false }) items: readonly T[] = [];
  @property({ attribute: false }) row: (item: T, index: number) => TemplateResult = () => html``;
  @property({ attribute: false }) identity: (item: T) => string = String;
  @property({ type: Number }) height = 64;
  @property({ type: Number }) chosen = -1;
  @property() label = '';
  @state() private first = 0;
  @state() private count = 24;
  @query('.view') private readonly view!: HTMLElement;

  #size: ResizeObserver | undefined;

  static override styles = [
    base,
    css`
      :host {
        min-block-size: 0;
        block-size: 100%;
      }
      .view {
        block-size: 100%;
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: var(--line-strong) transparent;
      }
      .all {
        position: relative;
        block-size: var(--all);
      }
      .row {
        position: absolute;
        inset-inline: 0;
        inset-block-start: 0;
        block-size: var(--row);
        translate: 0 var(--y);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size?.disconnect();
  }

  protected override firstUpdated(): void {
    this.#size = new ResizeObserver(() => this.#measure());
    this.#size.observe(this.view);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('chosen') && this.chosen >= 0) this.#reveal(this.chosen);
    if (changed.has('items')) this.#measure();
  }

  protected override render() {
    const seen = this.items.slice(this.first, this.first + this.count);
    return html`<div class="view" @scroll=${this.#measure} role="list" aria-label=${this.label || strings.app}>
      <div class="all" role="presentation" ${vars({ '--all': `${this.items.length * this.height}px` })}>
        ${repeat(
          seen,
          this.identity,
          (item, index) => html`<div
            class="row"
            role="listitem"
            aria-setsize=${this.items.length}
            aria-posinset=${this.first + index + 1}
            ${vars({ '--row': `${this.height}px`, '--y': `${(this.first + index) * this.height}px` })}
          >
            ${this.row(item, this.first + index)}
          </div>`,
        )}
      </div>
    </div>`;
  }

  readonly #measure = () => {
    const { scrollTop, clientHeight, scrollHeight } = this.view;
    this.first = Math.max(0, Math.floor(scrollTop / this.height) - SPARE);
    this.count = Math.ceil(clientHeight / this.height) + 2 * SPARE;
    if (this.items.length > 0 && scrollTop + clientHeight > scrollHeight - 6 * this.height) tell(this, 'near-end');
  };

  #reveal(index: number): void {
    const top = index * this.height;
    if (top < this.view.scrollTop) this.view.scrollTop = top;
    else if (top + this.height > this.view.scrollTop + this.view.clientHeight) {
      this.view.scrollTop = top + this.height - this.view.clientHeight;
    }
  }
}
