import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/icon';

/** Says when this device does not ring, and why. Short hiccups stay silent. */
@customElement('t-line-banner')
export class LineBanner extends TandemElement {
  @state() private overdue = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    base,
    buttons,
    css`
      div {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: 36px;
        padding: 2px 8px 2px 16px;
        background: var(--warn-soft);
        color: var(--warn);
        font-weight: 500;
        font-size: 13px;
        border-block-end: 1px solid var(--line);
      }
      span {
        flex: 1;
      }
      .button {
        min-block-size: max(28px, calc(var(--target) - 4px));
        color: inherit;
      }
    `,
  ];

  protected override stores() {
    return [this.app.realtime.line];
  }

  protected override willUpdate(): void {
    const line = this.app.realtime.line.value;
    if (line === 'online' || line === 'stopped') {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.overdue = false;
    } else if (this.#timer === undefined) {
      const patience = line === 'connecting' ? 2500 : line === 'reconnecting' ? 600 : 0;
      this.#timer = setTimeout(() => (this.overdue = true), patience);
    }
  }

  protected override render() {
    const line = this.app.realtime.line.value;
    const quiet = !this.overdue && (line === 'connecting' || line === 'reconnecting');
    if (quiet || line === 'online' || line === 'stopped' || line === 'signed_out') {
      return html`<span class="hidden-words" role="status" data-testid="line" data-state=${line}></span>`;
    }
    const words = strings.line;
    const action = line === 'replaced' ? words.useHere : words.retryNow;
    return html`<div role="status" data-testid="line" data-state=${line}>
      <t-icon name="no-wifi" size="16"></t-icon>
      <span>${words[line]}</span>
      ${line === 'connecting'
        ? nothing
        : html`<button class="button plain" @click=${() => this.app.realtime.nudge()}>${action}</button>`}
    </div>`;
  }
}
