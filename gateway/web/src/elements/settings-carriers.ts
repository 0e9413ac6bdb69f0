import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { CarrierAccount } from '../core/types';
import { strings } from '../strings';
import { AddingElement } from '../ui/adding';
import { sections } from '../ui/settings-styles';
import '../ui/copy-line';
import '../ui/dialog';
import '../ui/icon';

const words = strings.settings;

/** Accounts at carriers, and the addresses that each carrier is to be told. */
@customElement('t-settings-carriers')
export class SettingsCarriers extends AddingElement {
  static override styles = [
    ...sections,
    css`
      .account {
        padding: 16px;
      }
      .account + .account {
        border-block-start: 1px solid var(--line);
      }
      .account header {
        display: flex;
        align-items: center;
        gap: 10px;
        margin-block-end: 12px;
      }
      .account header b {
        text-transform: capitalize;
      }
      .hooks {
        display: grid;
        gap: 10px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.workspace, this.app.session];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.app.session.isAdmin) void this.app.attempt(() => this.app.workspace.refreshCarriers());
  }

  protected override render() {
    const { carriers } = this.app.workspace.value;
    const admin = this.app.session.isAdmin;
    return html`<div class="title">
        <div>
          <h2>${words.carriers}</h2>
          <p class="lead">${words.carriersLead}</p>
        </div>
        ${admin
          ? html`<button class="button primary" @click=${this.openDialog} data-testid="add-carrier">
              <t-icon name="plus" size="16"></t-icon>${words.addTwilio}
            </button>`
          : nothing}
      </div>
      ${admin
        ? html`<div class="frame">
            ${carriers.map((carrier) => this.#account(carrier))}
            ${carriers.length === 0 ? html`<p class="none">${words.carriersEmpty}</p>` : nothing}
          </div>`
        : html`<p class="hint">${words.adminOnly}</p>`}
      ${this.adding ? this.#dialog() : nothing}`;
  }

  #account(carrier: CarrierAccount) {
    const base = absolute(carrier.webhook_base);
    return html`<section class="account" data-testid="carrier">
      <header>
        <t-icon name="route"></t-icon>
        <div>
          <b>${carrier.carrier}</b>
          <p class="small quiet"><code>${carrier.account_id}</code></p>
        </div>
      </header>
      <div class="hooks">
        <div>
          <span class="label">${words.webhookMessages}</span>
          <t-copy-line .value=${`${base}/messages`}></t-copy-line>
        </div>
        <div>
          <span class="label">${words.webhookStatuses}</span>
          <t-copy-line .value=${`${base}/statuses`}></t-copy-line>
        </div>
      </div>
    </section>`;
  }

  #dialog() {
    return html`<t-dialog heading=${words.addTwilio} @dismiss=${this.closeDialog}>
      <form class="stack" @submit=${this.#add}>
        <div class="field">
          <label for="account_id">${words.accountSid}</label>
          <input id="account_id" name="account_id" class="input" required autofocus autocomplete="off" spellcheck="false" />
          <span class=${this.wrong['account_id'] ? 'wrong' : 'hint'} role="alert"
            >${this.wrong['account_id'] ?? words.accountSidHint}</span
          >
        </div>
        <div class="field">
          <label for="auth_token">${words.authToken}</label>
          <input id="auth_token" name="auth_token" type="password" class="input" required autocomplete="off" />
          <span class=${this.wrong['auth_token'] ? 'wrong' : 'hint'} role="alert"
            >${this.wrong['auth_token'] ?? words.authTokenHint}</span
          >
        </div>
        ${this.dialogEnd()}
      </form>
    </t-dialog>`;
  }

  readonly #add = async (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const accountId = String(data.get('account_id')).trim();
    if (!/^AC[0-9a-f]{32}$/.test(accountId)) return void (this.wrong = { account_id: words.badSid });
    try {
      const token = String(data.get('auth_token')).trim();
      await this.app.api.addCarrierAccount({ carrier: 'twilio', account_id: accountId, auth_token: token });
      this.adding = false;
      void this.app.attempt(() => this.app.workspace.refreshCarriers());
    } catch (thrown) {
      this.refused(thrown);
    }
  };
}

function absolute(base: string): string {
  return new URL(base, location.href).href.replace(/\/$/, '');
}
