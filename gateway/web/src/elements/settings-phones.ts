import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AppPassword } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/copy-line';
import './credential-list';
import type { CredentialKind } from './credential-list';

const words = strings.phones;

/** How a phone syncs the address book: where to, as whom, and with which passwords. */
@customElement('t-settings-phones')
export class SettingsPhones extends TandemElement {
  #kind: CredentialKind<AppPassword> | undefined;

  static override styles = [
    ...sections,
    css`
      .where {
        display: grid;
        gap: 12px;
      }
      .where dt {
        margin-block-end: 4px;
        font-weight: 500;
      }
      .where dd {
        margin: 0;
      }
      .how {
        display: grid;
        gap: 12px;
        padding: 16px;
      }
      .how + p {
        margin-block-start: 12px;
      }
      .how dt {
        font-weight: 500;
      }
      .how dd {
        margin: 2px 0 0;
        color: var(--text-2);
      }
    `,
  ];

  protected override stores() {
    return [this.app.session];
  }

  protected override render() {
    return html`<h2>${words.title}</h2>
      <p class="lead">${words.lead}</p>
      ${this.#where()}
      <h3>${words.passwords}</h3>
      <p class="lead">${words.passwordsLead}</p>
      <t-credential-list .app=${this.app} .kind=${this.#passwords}></t-credential-list>
      <h3>${words.how}</h3>
      <dl class="frame how">
        ${words.steps.map((step) => html`<div><dt>${step.on}</dt><dd>${step.do}</dd></div>`)}
      </dl>
      <p class="small quiet">${words.authority}</p>`;
  }

  #where() {
    const address = new URL('/dav/', this.app.api.base || location.href).href;
    return html`<dl class="where">
      <div>
        <dt>${words.server}</dt>
        <dd><t-copy-line .value=${address} data-testid="dav-address"></t-copy-line></dd>
      </div>
      <div>
        <dt>${words.user}</dt>
        <dd><t-copy-line .value=${this.app.session.me?.member.email ?? ''}></t-copy-line></dd>
      </div>
    </dl>`;
  }

  get #passwords(): CredentialKind<AppPassword> {
    const { api, appPasswords } = this.app;
    return (this.#kind ??= {
      id: 'app-password',
      icon: 'smartphone',
      store: appPasswords,
      make: async (name) => {
        const made = await api.makeAppPassword(name);
        return { ...made, secret: made.password };
      },
      facts: ({ created_at, last_used_at }) =>
        `${words.created(when.exact(created_at))} · ${last_used_at ? words.used(when.ago(last_used_at)) : words.unused}`,
      words,
    });
  }
}
