import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { href, type Place } from '../core/router';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';
import type { IconName } from '../ui/icon';

/** The places of the page: at the side, or along the bottom of a phone. */
@customElement('t-rail')
export class Rail extends TandemElement {
  static override styles = [
    base,
    css`
      nav {
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 2px;
        block-size: 100%;
        padding-block: 12px;
        border-inline-end: 1px solid var(--line);
        background: var(--bg-sunken);
      }
      .brand {
        display: block;
        inline-size: 28px;
        block-size: 28px;
        margin-block: 2px 14px;
      }
      .item {
        position: relative;
        display: grid;
        justify-items: center;
        align-content: center;
        gap: 3px;
        inline-size: 60px;
        min-block-size: 50px;
        padding: 0;
        border: 0;
        border-radius: 8px;
        background: transparent;
        color: var(--text-2);
        font-size: var(--text-tiny);
        line-height: 14px;
        font-weight: 500;
        cursor: pointer;
        transition: background var(--quick);
      }
      .item:hover {
        background: var(--bg-hover);
        color: var(--text);
        text-decoration: none;
      }
      .item[aria-current='page'] {
        background: var(--bg-active);
        color: var(--accent-ink);
      }
      .space {
        flex: 1;
      }
      .count {
        position: absolute;
        inset-block-start: 4px;
        inset-inline-start: calc(50% + 6px);
        min-inline-size: 16px;
        padding-inline: 4px;
        border-radius: 8px;
        background: var(--accent);
        color: var(--on-accent);
        font-size: 10px;
        line-height: 16px;
        font-weight: 600;
        text-align: center;
        box-shadow: 0 0 0 2px var(--bg-sunken);
      }
      .me {
        display: grid;
        place-items: center;
        inline-size: 44px;
        block-size: 44px;
        border-radius: 50%;
        margin-block-start: 6px;
      }
      @container (max-width: 640px) {
        nav {
          flex-direction: row;
          justify-content: space-around;
          block-size: auto;
          padding: 4px 4px calc(4px + env(safe-area-inset-bottom));
          border-inline-end: 0;
          border-block-start: 1px solid var(--line);
        }
        .brand,
        .space,
        .wide {
          display: none;
        }
        .item {
          flex: 1;
          max-inline-size: 80px;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.router.route, this.app.conversations, this.app.rooms, this.app.voicemails, this.app.session, this.app.overlay];
  }

  protected override render() {
    const words = strings.nav;
    const { conversations, rooms, voicemails, session, overlay } = this.app;
    const me = session.me?.member;
    return html`<nav aria-label=${words.label}>
      <img class="brand" src="/favicon.svg" alt=${strings.app} />
      ${this.#place('inbox', 'inbox', words.inbox, conversations.unread)}
      ${this.#place('calls', 'phone', words.calls)}
      ${this.#place('voicemail', 'voicemail', words.voicemail, voicemails.unheard)}
      ${this.#place('team', 'hash', words.team, rooms.unread)}
      ${this.#place('people', 'users', words.people)}
      <button class="item wide" title="${words.dial} (⌘D)" @click=${() => overlay.set('dial')} data-testid="open-dial">
        <t-icon name="keypad" size="20"></t-icon>${words.dial}
      </button>
      <span class="space"></span>
      <a class="item wide" href="/status" target="_blank" rel="noopener" data-testid="status-link">
        <t-icon name="activity" size="20"></t-icon>${words.status}
      </a>
      ${this.#place('settings', 'settings', words.settings)}
      ${me
        ? html`<a class="me wide" href=${href('settings', 'me')} title=${me.name} aria-label="${me.name}, ${words.settings}">
            <t-avatar .name=${me.name}></t-avatar>
          </a>`
        : nothing}
    </nav>`;
  }

  #place(place: Place, icon: IconName, label: string, count = 0) {
    const here = this.app.router.route.value.place === place;
    return html`<a class="item" href=${href(place)} aria-current=${here ? 'page' : 'false'} data-testid="nav-${place}">
      <t-icon name=${icon} size="20"></t-icon>${label}
      ${count > 0
        ? html`<span class="count" aria-label=${strings.inbox.unread(count)}>${count > 99 ? '99+' : count}</span>`
        : nothing}
    </a>`;
  }
}
