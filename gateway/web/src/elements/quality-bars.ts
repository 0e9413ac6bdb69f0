import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Reading } from '../call/quality';
import { strings } from '../strings';
import { base } from '../ui/styles';

/** Four bars for the last second of a call; the figures are in the tooltip. */
@customElement('t-quality')
export class QualityBars extends LitElement {
  @property({ attribute: false }) reading: Reading | undefined;

  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
      }
      .bars {
        display: flex;
        align-items: flex-end;
        gap: 2px;
        block-size: 14px;
      }
      i {
        inline-size: 3px;
        border-radius: 1px;
        background: currentColor;
        opacity: 0.25;
      }
      i:nth-child(1) {
        block-size: 5px;
      }
      i:nth-child(2) {
        block-size: 8px;
      }
      i:nth-child(3) {
        block-size: 11px;
      }
      i:nth-child(4) {
        block-size: 14px;
      }
      i.on {
        opacity: 1;
      }
      .b0,
      .b1 {
        color: var(--bad);
      }
      .b2 {
        color: var(--warn);
      }
    `,
  ];

  protected override render() {
    const { reading } = this;
    const bars = reading?.bars ?? 0;
    const words = reading ? strings.call.quality[bars] : strings.call.connecting;
    const figures = reading
      ? strings.call.figures(
          reading.rtt === undefined ? '–' : `${Math.round(reading.rtt * 1000)} ms`,
          `${(reading.loss * 100).toFixed(1)} %`,
          `${Math.round(reading.jitter * 1000)} ms`,
        )
      : '';
    return html`<span class="bars b${reading ? bars : 4}" role="img" aria-label=${words ?? ''} title="${words} · ${figures}">
      ${[1, 2, 3, 4].map((bar) => html`<i class=${bar <= bars ? 'on' : ''}></i>`)}
    </span>`;
  }
}
