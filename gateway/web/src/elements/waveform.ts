import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { strings } from '../strings';
import * as when from '../core/when';
import { tell } from '../ui/element';
import { base } from '../ui/styles';

const BAR = 3;
const GAP = 2;

/** Peaks as bars, what was played in colour. A slider to hand, eye and ear. Event `seek` carries seconds. */
@customElement('t-waveform')
export class Waveform extends LitElement {
  @property({ attribute: false }) peaks: readonly number[] = [];
  /** Seconds. */
  @property({ type: Number }) length = 0;
  @property({ type: Number }) position = 0;
  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  #size: ResizeObserver | undefined;
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');

  static override styles = [
    base,
    css`
      :host {
        color: var(--accent-ink);
        background: transparent;
      }
      .slider {
        block-size: 100%;
        border-radius: 4px;
        cursor: pointer;
        touch-action: none;
        direction: ltr;
      }
      canvas {
        display: block;
        inline-size: 100%;
        block-size: 100%;
      }
      .rest {
        color: var(--line-strong);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#draw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size?.disconnect();
    this.#scheme.removeEventListener('change', this.#draw);
  }

  protected override firstUpdated(): void {
    this.#size = new ResizeObserver(this.#draw);
    this.#size.observe(this.canvas);
  }

  protected override updated(_changed: PropertyValues): void {
    this.#draw();
  }

  protected override render() {
    return html`<div
        class="slider"
        role="slider"
        tabindex="0"
        aria-label=${strings.voicemail.seek}
        aria-valuemin="0"
        aria-valuemax=${Math.round(this.length)}
        aria-valuenow=${Math.round(this.position)}
        aria-valuetext=${when.duration(this.position)}
        @pointerdown=${this.#point}
        @pointermove=${this.#drag}
        @keydown=${this.#key}
      >
        <canvas></canvas>
      </div>
      <span class="rest" hidden></span>`;
  }

  readonly #draw = () => {
    const { canvas } = this;
    const context = canvas?.getContext('2d');
    if (!context || canvas.clientWidth === 0) return;
    const scale = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.scale(scale, scale);
    const played = getComputedStyle(this).color;
    const rest = getComputedStyle(this.renderRoot.querySelector('.rest') as Element).color;
    const count = Math.floor(width / (BAR + GAP));
    const edge = this.length > 0 ? (this.position / this.length) * count : 0;
    for (let bar = 0; bar < count; bar++) {
      const share = Math.max(0.08, this.#peak(bar, count) / 255);
      const tall = Math.max(BAR, share * height);
      context.fillStyle = bar < edge ? played : rest;
      context.beginPath();
      context.roundRect(bar * (BAR + GAP), (height - tall) / 2, BAR, tall, BAR / 2);
      context.fill();
    }
  };

  /** The loudest of the peaks that fall into one bar. */
  #peak(bar: number, count: number): number {
    const { peaks } = this;
    if (peaks.length === 0) return 0;
    const from = Math.floor((bar / count) * peaks.length);
    const to = Math.max(from + 1, Math.floor(((bar + 1) / count) * peaks.length));
    return Math.max(...peaks.slice(from, to));
  }

  readonly #point = (event: PointerEvent) => {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#seek(event);
  };

  readonly #drag = (event: PointerEvent) => {
    if (event.buttons === 1) this.#seek(event);
  };

  #seek(event: PointerEvent): void {
    const box = this.canvas.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    tell(this, 'seek', share * this.length);
  }

  readonly #key = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10 }[event.key];
    const target =
      event.key === 'Home' ? 0 : event.key === 'End' ? this.length : step === undefined ? undefined : this.position + step;
    if (target === undefined) return;
    event.preventDefault();
    tell(this, 'seek', Math.min(this.length, Math.max(0, target)));
  };
}
