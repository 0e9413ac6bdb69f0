import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { href } from '../core/router';
import type { Conversation } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { base } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';

/** One conversation in the list: who, the last words, when, and how many are unread. */
@customElement('t-conversation-row')
export class ConversationRow extends LitElement {
  @property({ attribute: false }) conversation!: Conversation;
  @property() name = '';
  @property() draft = '';
  @property({ type: Boolean }) chosen = false;

  static override styles = [
    base,
    css`
      :host {
        block-size: 100%;
        padding: 1px 8px;
      }
      a {
        display: flex;
        align-items: center;
        gap: 12px;
        block-size: 100%;
        padding-inline: 10px;
        border-radius: 8px;
        color: var(--text);
        text-decoration: none;
      }
      a:hover {
        background: var(--bg-hover);
        text-decoration: none;
      }
      a[aria-current='true'],
      a[aria-current='true']:hover {
        background: var(--bg-active);
      }
      .lines {
        flex: 1;
        display: grid;
        gap: 1px;
        min-inline-size: 0;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 8px;
        min-inline-size: 0;
      }
      .name {
        flex: 1;
        font-weight: 500;
      }
      .time {
        font-size: var(--text-small);
        color: var(--text-3);
      }
      .words {
        flex: 1;
        font-size: 13px;
        color: var(--text-2);
      }
      .unread .name {
        font-weight: 650;
      }
      .unread .words {
        color: var(--text);
      }
      .unread .time {
        color: var(--accent-ink);
        font-weight: 600;
      }
      .count {
        flex: none;
        min-inline-size: 18px;
        padding-inline: 5px;
        border-radius: 9px;
        background: var(--accent);
        color: var(--on-accent);
        font-size: var(--text-tiny);
        line-height: 18px;
        font-weight: 600;
        text-align: center;
      }
      .calls {
        background: var(--warn);
        color: var(--bg);
      }
      .failed {
        color: var(--bad);
      }
      .draft {
        color: var(--warn);
      }
    `,
  ];

  protected override render() {
    const { conversation, name } = this;
    const { unread, unread_mentions: calls } = conversation;
    const at = conversation.last_message?.created_at ?? conversation.updated_at;
    const label = [
      strings.inbox.conversationWith(name),
      ...(unread > 0 ? [strings.inbox.unread(unread)] : []),
      ...(calls > 0 ? [strings.notes.mentions(calls)] : []),
    ].join(', ');
    return html`<a
      class=${unread > 0 ? 'unread' : ''}
      href=${href('inbox', conversation.id)}
      aria-current=${this.chosen}
      aria-label=${label}
      data-testid="conversation"
      data-id=${conversation.id}
      data-unread=${unread}
      data-mentions=${calls}
    >
      <t-avatar .name=${name}></t-avatar>
      <span class="lines">
        <span class="line">
          <span class="name cut"><bdi>${name}</bdi></span>
          <time class="time" datetime=${at}>${when.short(at)}</time>
        </span>
        <span class="line"><span class="words cut"><bdi>${this.#words()}</bdi></span>${this.#calls()}${this.#mark()}</span>
      </span>
    </a>`;
  }

  #words() {
    const last = this.conversation.last_message;
    if (this.draft) return html`<span class="draft"><t-icon name="pencil" size="12"></t-icon></span> ${this.draft}`;
    return `${last?.direction === 'outbound' ? strings.inbox.youPrefix : ''}${last?.text || (last ? strings.media.preview : '')}`;
  }

  #calls() {
    const { unread_mentions: calls } = this.conversation;
    return calls > 0 ? html`<span class="count calls" title=${strings.notes.mentions(calls)}>@</span>` : nothing;
  }

  #mark() {
    const { unread, last_message: last } = this.conversation;
    if (unread > 0) return html`<span class="count">${unread > 99 ? '99+' : unread}</span>`;
    if (last?.state !== 'failed' && last?.state !== 'undelivered') return nothing;
    return html`<span class="failed" role="img" aria-label=${strings.thread.states[last.state]}>
      <t-icon name="alert" size="16"></t-icon>
    </span>`;
  }
}
