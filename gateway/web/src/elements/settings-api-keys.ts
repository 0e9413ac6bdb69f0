import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { ApiKey, NewApiKey } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/copy-line';
import '../ui/icon';

const words = strings.settings;

/** This member's API keys: made here, shown once, revoked here. */
@customElement('t-settings-api-keys')
export class SettingsApiKeys extends TandemElement {
  @state() private sending = false;
  @state() private wrong: string | undefined;
  /** The key just made. Only this element holds it, and only until it is left. */
  @state() private made: NewApiKey | undefined;
  @query('.made') private readonly panel!: HTMLElement | null;

  static override styles = [
    ...sections,
    css`
      .made {
        display: grid;
        gap: 10px;
        margin-block-end: 20px;
        padding: 16px;
        border: 1px solid var(--accent);
        border-radius: 10px;
      }
      .made h3 {
        margin: 0;
      }
      .made h3,
      .row b {
        overflow-wrap: anywhere;
      }
      .make {
        margin-block-end: 20px;
      }
      .line {
        display: flex;
        gap: 8px;
      }
      .line .input {
        flex: 1;
        min-inline-size: 0;
      }
    `,
  ];

  protected override stores() {
    return [this.app.workspace];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.made = undefined;
  }

  protected override render() {
    const keys = this.app.workspace.apiKeys;
    return html`<h2>${words.apiKeys}</h2>
      <p class="lead">${words.apiKeysLead} ${this.#docs()}</p>
      ${this.#form()} ${this.made ? this.#made(this.made) : nothing}
      ${keys
        ? html`<div class="frame">
            ${keys.map((key) => this.#key(key))}
            ${keys.length === 0 ? html`<p class="none">${words.apiKeysEmpty}</p>` : nothing}
          </div>`
        : nothing}`;
  }

  #docs() {
    return html`<a href="${this.app.api.base}/api/v1/docs" target="_blank" rel="noopener">${words.apiDocs}</a>`;
  }

  #made(made: NewApiKey) {
    return html`<section class="made" tabindex="-1" aria-labelledby="made" aria-describedby="once">
      <h3 id="made">${words.newKey(made.name)}</h3>
      <p id="once">${words.newKeyOnce}</p>
      <t-copy-line .value=${made.key} data-testid="api-key-new"></t-copy-line>
      <div class="actions">
        <button class="button" @click=${() => (this.made = undefined)}>${words.newKeyDone}</button>
      </div>
    </section>`;
  }

  #key(key: ApiKey) {
    return html`<div class="row" data-testid="api-key">
      <t-icon name="key"></t-icon>
      <div class="words">
        <b>${key.name}</b>
        <p class="small quiet">${words.keyCreated(when.exact(key.created_at))}</p>
      </div>
      <button
        class="button"
        aria-label=${words.revokeKeyLabel(key.name)}
        @click=${() => this.#revoke(key)}
        data-testid="api-key-revoke"
      >
        ${words.revokeKey}
      </button>
    </div>`;
  }

  #form() {
    return html`<form class="make" @submit=${this.#make}>
      <div class="field">
        <label for="name">${words.keyName}</label>
        <div class="line">
          <input
            id="name"
            name="name"
            class="input"
            required
            maxlength="100"
            autocomplete="off"
            aria-describedby="hint"
            aria-invalid=${this.wrong !== undefined}
            data-testid="api-key-name"
          />
          <button class="button primary" ?disabled=${this.sending} data-testid="api-key-make">
            <t-icon name="plus" size="16"></t-icon>${words.makeKey}
          </button>
        </div>
        <span id="hint" class=${this.wrong ? 'wrong' : 'hint'} role="alert">${this.wrong ?? words.keyNameHint}</span>
      </div>
    </form>`;
  }

  readonly #make = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.sending) return;
    const form = event.target as HTMLFormElement;
    const name = String(new FormData(form).get('name')).trim();
    if (name === '') return void (this.wrong = words.keyNeedsName);
    this.sending = true;
    this.wrong = undefined;
    try {
      const made = await this.app.api.makeApiKey(name);
      void this.#refresh();
      if (!this.isConnected) return;
      this.made = made;
      form.reset();
      await this.updateComplete;
      this.panel?.focus();
    } catch (thrown) {
      this.wrong = Problem.of(thrown).message;
    } finally {
      this.sending = false;
    }
  };

  #revoke(key: ApiKey): void {
    if (this.made?.id === key.id) this.made = undefined;
    this.app.revokeApiKey(key.id);
  }

  #refresh(): Promise<boolean> {
    return this.app.attempt(() => this.app.workspace.refreshApiKeys());
  }
}
