import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './styles';
import './icon';
import type { IconName } from './icon';

/** What a list shows when it is empty: what belongs here, and in the slot the one thing to do next. */
@customElement('t-empty')
export class Empty extends LitElement {
  @property() icon: IconName = 'inbox';
  @property() heading = '';
  @property() text = '';

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 4px;
        block-size: 100%;
        min-block-size: 200px;
        padding: 32px 24px;
        text-align: center;
      }
      .mark {
        display: grid;
        place-items: center;
        inline-size: 48px;
        block-size: 48px;
        margin-block-end: 8px;
        border-radius: 50%;
        background: var(--bg-hover);
        color: var(--text-2);
      }
      h2 {
        font-size: 15px;
      }
      p {
        max-inline-size: 34ch;
        color: var(--text-2);
        text-wrap: balance;
      }
      slot {
        display: block;
        margin-block-start: 12px;
      }
    `,
  ];

  protected override render() {
    return html`<span class="mark"><t-icon .name=${this.icon} size="22"></t-icon></span>
      <h2>${this.heading}</h2>
      <p>${this.text}</p>
      <slot></slot>`;
  }
}
