import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';

/** Someone calls: who, answer, decline. It takes no focus from what the member is writing, and is read out at once. */
@customElement('t-incoming-card')
export class IncomingCard extends TandemElement {
  static override styles = [
    base,
    buttons,
    css`
      :host {
        position: absolute;
        inset-block-start: 16px;
        inset-inline-end: 16px;
        z-index: 25;
      }
      section {
        display: grid;
        gap: 16px;
        inline-size: 320px;
        padding: 20px;
        border: 1px solid var(--line-strong);
        border-radius: 16px;
        background: var(--bg-raised);
        box-shadow: 0 16px 48px rgb(0 0 0 / 20%);
        animation: drop var(--slow) ease-out;
      }
      .who {
        display: flex;
        align-items: center;
        gap: 14px;
        min-inline-size: 0;
      }
      .ring {
        position: relative;
        display: grid;
      }
      .ring::after {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: 50%;
        box-shadow: 0 0 0 3px var(--ok);
        animation: ring 1.5s ease-out infinite;
      }
      h2 {
        font-size: 17px;
        line-height: 22px;
      }
      .names {
        min-inline-size: 0;
      }
      .actions {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 8px;
      }
      .button {
        min-block-size: 44px;
        border-radius: 10px;
      }
      kbd {
        font: 500 11px/16px var(--font);
        opacity: 0.75;
      }
      @keyframes ring {
        to {
          transform: scale(1.35);
          opacity: 0;
        }
      }
      @keyframes drop {
        from {
          opacity: 0;
          translate: 0 -12px;
        }
      }
      @container (max-width: 640px) {
        :host {
          inset-inline: 12px;
          inset-block-start: 12px;
        }
        section {
          inline-size: auto;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .ring::after {
          animation: none;
        }
      }
      @media (pointer: coarse) {
        kbd {
          display: none;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.phone];
  }

  protected override render() {
    const { incoming } = this.app.phone.value;
    const words = strings.call;
    return html`<span class="hidden-words" role="alert">${incoming ? words.isCalling(incoming.peer.name) : ''}</span>
      ${incoming
        ? html`<section role="dialog" aria-label=${words.isCalling(incoming.peer.name)} data-testid="incoming">
            <div class="who">
              <span class="ring"><t-avatar .name=${incoming.peer.name} size="large"></t-avatar></span>
              <div class="names">
                <h2 class="cut" data-testid="incoming-from">${incoming.peer.name}</h2>
                <p class="quiet">${incoming.answering ? words.connecting : words.callsYou}</p>
              </div>
            </div>
            <div class="actions">
              <button class="button bad" @click=${() => this.app.phone.decline()} data-testid="decline">
                <t-icon name="phone-off" size="18"></t-icon>${words.decline} <kbd aria-hidden="true">Esc</kbd>
              </button>
              <button
                class="button good"
                ?disabled=${incoming.answering}
                @click=${() => void this.app.phone.answer()}
                data-testid="answer"
              >
                <t-icon name="phone" size="18"></t-icon>${words.answer} <kbd aria-hidden="true">A</kbd>
              </button>
            </div>
          </section>`
        : nothing}`;
  }
}
