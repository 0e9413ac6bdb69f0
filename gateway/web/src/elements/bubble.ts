import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MessageState } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { tell } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/icon';
import './attachments';
import type { Shown } from './attachments';
import type { IconName } from '../ui/icon';

const MARKS: Partial<Record<MessageState, IconName>> = {
  queued: 'clock',
  sending: 'clock',
  unconfirmed: 'clock',
  sent: 'check',
  delivered: 'check-check',
};

/** One text. Its state is the server's; a failure says what happened and offers one thing that helps. */
@customElement('t-bubble')
export class Bubble extends LitElement {
  @property() text = '';
  /** What came with it. */
  @property({ attribute: false }) media: readonly Shown[] = [];
  @property({ reflect: true }) direction: 'inbound' | 'outbound' = 'inbound';
  @property() state: MessageState = 'received';
  @property() time = '';
  @property() author = '';
  /** Why it failed, in words. */
  @property() wrong = '';
  /** Said of its state in place of the usual word. */
  @property() note = '';
  /** Whether time and state are shown beneath. */
  @property({ type: Boolean }) foot = false;
  @property({ type: Boolean, reflect: true }) first = false;
  @property({ type: Boolean }) discardable = false;
  /** Offered instead of sending again, where that would fail anew: what leads to the reason. */
  @property() lead = '';
  /** Whether it has not left yet and can be taken back. */
  @property({ type: Boolean }) held = false;

  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: grid;
        justify-items: start;
        margin-block-start: 2px;
      }
      :host([first]) {
        margin-block-start: 12px;
      }
      :host([direction='outbound']) {
        justify-items: end;
      }
      .author {
        margin-block-end: 3px;
        padding-inline: 4px;
        font-size: var(--text-small);
        line-height: 16px;
        color: var(--text-3);
      }
      .bubble {
        max-inline-size: min(560px, 82%);
        padding: 8px 13px;
        border-radius: 16px;
        border-end-start-radius: 5px;
        background: var(--bubble-in);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
      :host([direction='outbound']) .bubble {
        border-end-start-radius: 16px;
        border-end-end-radius: 5px;
        background: var(--bubble-out);
      }
      .failed {
        box-shadow: inset 0 0 0 1px var(--bad);
      }
      .foot {
        display: flex;
        align-items: center;
        gap: 5px;
        margin-block-start: 3px;
        padding-inline: 4px;
        font-size: var(--text-small);
        line-height: 16px;
        color: var(--text-3);
      }
      .delivered {
        color: var(--accent-ink);
      }
      .problem {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 4px 6px;
        max-inline-size: min(560px, 90%);
        margin-block-start: 3px;
        font-size: var(--text-small);
        line-height: 16px;
        color: var(--bad);
      }
      .why {
        display: flex;
        gap: 5px;
        min-inline-size: 0;
      }
      .canceled {
        color: var(--text-3);
        box-shadow: inset 0 0 0 1px var(--line);
      }
      .foot .button,
      .problem .button {
        min-block-size: max(26px, calc(var(--target) - 6px));
        padding-inline: 8px;
        font-size: var(--text-small);
      }
    `,
  ];

  protected override render() {
    const failed = this.state === 'failed' || this.state === 'undelivered' || this.wrong !== '';
    const words = strings.thread;
    return html`${this.author ? html`<span class="author">${this.author}</span>` : nothing}
      <div
        class="bubble ${failed ? 'failed' : this.state === 'canceled' ? 'canceled' : ''}"
        title=${this.time ? when.exact(this.time) : ''}
        data-testid="message"
        data-state=${this.state}
        data-direction=${this.direction}
      >${this.media.length > 0 ? html`<t-attachments .items=${this.media} ?over=${this.text !== ''}></t-attachments>` : nothing}${this.text}</div>
      ${failed ? this.#problem() : this.held ? this.#takeBack() : this.foot ? this.#foot() : nothing}
      ${this.direction === 'inbound' ? nothing : html`<span class="hidden-words">${this.note || words.states[this.state]}</span>`}`;
  }

  #foot() {
    const mark = this.direction === 'outbound' ? MARKS[this.state] : undefined;
    return html`<div class="foot" aria-hidden="true">
      <span>${when.time(this.time)}</span>
      ${this.direction === 'outbound' ? html`<span>·</span><span>${this.note || strings.thread.states[this.state]}</span>` : nothing}
      ${mark ? html`<t-icon class=${this.state} name=${mark} size="14"></t-icon>` : nothing}
    </div>`;
  }

  #takeBack() {
    const words = strings.thread;
    return html`<div class="foot">
      <span aria-hidden="true">${words.leaving}</span>
      <button class="button plain" title=${words.takeBackHint} @click=${() => tell(this, 'takeback')} data-testid="take-back">
        <t-icon name="undo" size="14"></t-icon>${words.takeBack}
      </button>
    </div>`;
  }

  #problem() {
    const words = strings.thread;
    return html`<div class="problem" role="status">
      <span class="why"><t-icon name="alert" size="14"></t-icon>${this.wrong || words.states[this.state]}</span>
      ${this.lead !== ''
        ? html`<button class="button" @click=${() => tell(this, 'lead')} data-testid="see-why">${this.lead}</button>`
        : this.direction === 'outbound'
        ? html`<button class="button" @click=${() => tell(this, 'again')} data-testid="send-again">${words.retry}</button>`
        : nothing}
      ${this.discardable
        ? html`<button class="button plain" @click=${() => tell(this, 'discard')}>${words.discard}</button>`
        : nothing}
    </div>`;
  }
}
