import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { strings } from '../strings';
import { base } from './styles';

/** Grey rows of the size that the real ones will have, so that nothing jumps. */
@customElement('t-skeleton')
export class Skeleton extends LitElement {
  @property({ type: Number }) rows = 6;

  static override styles = [
    base,
    css`
      .row {
        display: flex;
        align-items: center;
        gap: 12px;
        block-size: 64px;
        padding-inline: 16px;
      }
      .disc {
        flex: none;
        inline-size: 36px;
        block-size: 36px;
        border-radius: 50%;
      }
      .lines {
        flex: 1;
        display: grid;
        gap: 8px;
      }
      .line {
        block-size: 10px;
        border-radius: 5px;
        max-inline-size: 45%;
      }
      .line + .line {
        max-inline-size: 80%;
      }
      .disc,
      .line {
        background: var(--bg-hover);
        animation: breathe 1.4s ease-in-out infinite alternate;
      }
      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .disc,
        .line {
          animation: none;
        }
      }
    `,
  ];

  protected override render() {
    const row = html`<div class="row">
      <span class="disc"></span><span class="lines"><span class="line"></span><span class="line"></span></span>
    </div>`;
    return html`<span class="hidden-words" role="status">${strings.loading}</span>
      <div aria-hidden="true">${Array.from({ length: this.rows }, () => row)}</div>`;
  }
}
