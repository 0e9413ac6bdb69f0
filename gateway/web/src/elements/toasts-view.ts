import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/icon';

/** Short notices at the foot of the page, read out as they come. */
@customElement('t-toasts')
export class ToastsView extends TandemElement {
  static override styles = [
    base,
    buttons,
    css`
      :host {
        position: absolute;
        inset-block-end: 20px;
        inset-inline: 0;
        z-index: 20;
        pointer-events: none;
      }
      .all {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding-inline: 12px;
      }
      .toast {
        display: flex;
        align-items: center;
        gap: 4px;
        max-inline-size: min(480px, 100%);
        padding: 4px 4px 4px 14px;
        border-radius: 8px;
        background: light-dark(#26272c, #f0f0f3);
        color: light-dark(#f5f5f7, #17181c);
        pointer-events: auto;
        animation: in var(--slow) ease-out;
      }
      .toast > span {
        padding-block: 6px;
      }
      .bad {
        background: var(--bad-fill);
        color: #ffffff;
      }
      .button,
      .icon-button {
        color: inherit;
      }
      .button:hover,
      .icon-button:hover {
        background: rgb(128 128 128 / 25%);
        color: inherit;
      }
      @keyframes in {
        from {
          opacity: 0;
          translate: 0 8px;
        }
      }
      @container (max-width: 640px) {
        :host {
          inset-block-end: 76px;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.toasts];
  }

  protected override render() {
    const { toasts } = this.app;
    return html`<div class="all" role="status" aria-live="polite">
      ${repeat(
        toasts.value,
        (toast) => toast.id,
        (toast) => html`<div class="toast ${toast.tone}" data-testid="toast">
          <span>${toast.text}</span>
          ${toast.action
            ? html`<button class="button plain" @click=${toast.action.run}>
                <t-icon name="undo" size="14"></t-icon>${toast.action.label}
              </button>`
            : nothing}
          <button
            class="icon-button"
            aria-label=${strings.call.dismiss}
            title=${strings.call.dismiss}
            @click=${() => toasts.dismiss(toast.id)}
          >
            <t-icon name="close" size="16"></t-icon>
          </button>
        </div>`,
      )}
    </div>`;
  }
}
