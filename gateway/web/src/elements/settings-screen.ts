import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { href } from '../core/router';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, columns } from '../ui/styles';
import '../ui/icon';
import type { IconName } from '../ui/icon';
import './settings-api-keys';
import './settings-audit';
import './settings-calls';
import './settings-carriers';
import './settings-contacts';
import './settings-devices';
import './settings-me';
import './settings-members';
import './settings-numbers';
import './settings-phones';
import './settings-quiet';
import './settings-search';

const words = strings.settings;
const SECTIONS: readonly { id: string; icon: IconName; label: string }[] = [
  { id: 'me', icon: 'user', label: words.me },
  { id: 'calls', icon: 'headphones', label: words.calls },
  { id: 'devices', icon: 'monitor', label: words.devices },
  { id: 'phones', icon: 'smartphone', label: strings.phones.title },
  { id: 'api-keys', icon: 'key', label: strings.apiKeys.title },
  { id: 'members', icon: 'users', label: words.members },
  { id: 'contacts', icon: 'user-plus', label: strings.addressBook.title },
  { id: 'numbers', icon: 'phone', label: words.numbers },
  { id: 'carriers', icon: 'route', label: words.carriers },
  { id: 'quiet', icon: 'clock', label: strings.quiet.title },
  { id: 'search', icon: 'search', label: strings.searchSwitch.title },
  { id: 'audit', icon: 'shield', label: strings.audit.title },
];

/** Settings: a list of sections, and the one that is open. */
@customElement('t-settings')
export class SettingsScreen extends TandemElement {
  static override styles = [
    base,
    columns,
    css`
      :host {
        display: grid;
        grid-template-columns: 240px minmax(0, 1fr);
        grid-template-rows: minmax(0, 1fr);
        min-block-size: 0;
      }
      nav {
        border-inline-end: 1px solid var(--line);
        background: var(--bg-sunken);
      }
      ul {
        padding: 12px 8px;
      }
      nav li a {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: max(36px, var(--target));
        padding-inline: 12px;
        border-radius: var(--radius);
        color: var(--text-2);
        font-weight: 500;
      }
      nav li a:hover {
        background: var(--bg-hover);
        text-decoration: none;
      }
      nav li a[aria-current='page'] {
        background: var(--bg-active);
        color: var(--accent-ink);
      }
      .body {
        min-block-size: 0;
      }
      .inner {
        inline-size: min(100%, 720px);
        margin-inline: auto;
        padding: 32px 24px 64px;
      }
      @container (max-width: 900px) {
        :host {
          grid-template-columns: 200px minmax(0, 1fr);
        }
      }
      @container (max-width: 640px) {
        :host {
          grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        }
        nav {
          border-inline-end: 0;
          border-block-end: 1px solid var(--line);
          min-inline-size: 0;
        }
        nav .head {
          border-block-end: 0;
        }
        ul {
          display: flex;
          gap: 4px;
          padding: 0 12px 8px;
          overflow-x: auto;
          scrollbar-width: none;
        }
        nav li a {
          white-space: nowrap;
        }
        .inner {
          padding: 20px 16px 40px;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.router.route];
  }

  protected override render() {
    const open = this.app.router.route.value.id || 'me';
    return html`<nav aria-label=${words.title}>
        <header class="head"><h1>${words.title}</h1></header>
        <ul>
          ${SECTIONS.map(
            ({ id, icon, label }) => html`<li>
              <a href=${href('settings', id)} aria-current=${id === open ? 'page' : 'false'} data-testid="settings-${id}">
                <t-icon name=${icon} size="16"></t-icon>${label}
              </a>
            </li>`,
          )}
        </ul>
      </nav>
      <div class="body scroll"><div class="inner">${this.#section(open)}</div></div>`;
  }

  protected override updated(): void {
    requestAnimationFrame(() => this.#reveal()); // Not before the icons have their width.
  }

  /** On a narrow screen the sections are a strip; the open one is brought into sight. */
  #reveal(): void {
    const open = this.renderRoot.querySelector<HTMLElement>('nav a[aria-current="page"]');
    const strip = this.renderRoot.querySelector('ul');
    if (!open || !strip || strip.scrollWidth <= strip.clientWidth) return;
    open.scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  #section(id: string) {
    const { app } = this;
    switch (id) {
      case 'calls':
        return html`<t-settings-calls .app=${app}></t-settings-calls>`;
      case 'audit':
        return html`<t-settings-audit .app=${app}></t-settings-audit>`;
      case 'quiet':
        return html`<t-settings-quiet .app=${app}></t-settings-quiet>`;
      case 'search':
        return html`<t-settings-search .app=${app}></t-settings-search>`;
      case 'devices':
        return html`<t-settings-devices .app=${app}></t-settings-devices>`;
      case 'phones':
        return html`<t-settings-phones .app=${app}></t-settings-phones>`;
      case 'api-keys':
        return html`<t-settings-api-keys .app=${app}></t-settings-api-keys>`;
      case 'members':
        return html`<t-settings-members .app=${app}></t-settings-members>`;
      case 'contacts':
        return html`<t-settings-contacts .app=${app}></t-settings-contacts>`;
      case 'numbers':
        return html`<t-settings-numbers .app=${app}></t-settings-numbers>`;
      case 'carriers':
        return html`<t-settings-carriers .app=${app}></t-settings-carriers>`;
      default:
        return html`<t-settings-me .app=${app}></t-settings-me>`;
    }
  }
}
