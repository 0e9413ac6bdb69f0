import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ApiKey } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import './credential-list';
import type { CredentialKind } from './credential-list';

const words = strings.apiKeys;

/** This member's API keys. */
@customElement('t-settings-api-keys')
export class SettingsApiKeys extends TandemElement {
  #kind: CredentialKind<ApiKey> | undefined;

  static override styles = sections;

  protected override render() {
    return html`<h2>${words.title}</h2>
      <p class="lead">
        ${words.lead} <a href="${this.app.api.base}/api/v1/docs" target="_blank" rel="noopener">${words.docs}</a>
      </p>
      <t-credential-list .app=${this.app} .kind=${this.#keys}></t-credential-list>`;
  }

  get #keys(): CredentialKind<ApiKey> {
    const { api, apiKeys } = this.app;
    return (this.#kind ??= {
      id: 'api-key',
      icon: 'key',
      store: apiKeys,
      make: async (name) => {
        const made = await api.makeApiKey(name);
        return { ...made, secret: made.key };
      },
      facts: (key) => words.created(when.exact(key.created_at)),
      words,
    });
  }
}
