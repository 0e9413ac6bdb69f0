import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { AppPassword, NewAppPassword } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/copy-line';
import '../ui/icon';

const words = strings.phones;

/** How a phone syncs the address book: where to, as whom, and with which passwords. */
@customElement('t-settings-phones')
export class SettingsPhones extends TandemElement {
  @state() private sending = false;
  @state() private wrong: string | undefined;
  /** The password just made. Only this element holds it, and only until it is left. */
  @state() private made: NewAppPassword | undefined;
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
    return [this.app.appPasswords, this.app.session];
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
    const passwords = this.app.appPasswords.listed;
    return html`<h2>${words.title}</h2>
      <p class="lead">${words.lead}</p>
      ${this.#where()}
      <h3>${words.passwords}</h3>
      <p class="lead">${words.passwordsLead}</p>
      ${this.#form()} ${this.made ? this.#made(this.made) : nothing}
      ${passwords
        ? html`<div class="frame">
            ${passwords.map((password) => this.#password(password))}
            ${passwords.length === 0 ? html`<p class="none">${words.empty}</p>` : nothing}
          </div>`
        : nothing}
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

  #made(made: NewAppPassword) {
    return html`<section class="made" tabindex="-1" aria-labelledby="made" aria-describedby="once">
      <h3 id="made">${words.made(made.name)}</h3>
      <p id="once">${words.once}</p>
      <t-copy-line .value=${made.password} data-testid="app-password-new"></t-copy-line>
      <div class="actions">
        <button class="button" @click=${() => (this.made = undefined)}>${words.done}</button>
      </div>
    </section>`;
  }

  #password(password: AppPassword) {
    const { created_at, last_used_at } = password;
    const used = last_used_at ? words.used(when.ago(last_used_at)) : words.unused;
    return html`<div class="row" data-testid="app-password">
      <t-icon name="smartphone"></t-icon>
      <div class="words">
        <b>${password.name}</b>
        <p class="small quiet">${words.created(when.exact(created_at))} · ${used}</p>
      </div>
      <button
        class="button"
        aria-label=${words.revokeLabel(password.name)}
        @click=${() => this.#revoke(password)}
        data-testid="app-password-revoke"
      >
        ${words.revoke}
      </button>
    </div>`;
  }

  #form() {
    return html`<form class="make" @submit=${this.#make}>
      <div class="field">
        <label for="name">${words.name}</label>
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
            data-testid="app-password-name"
          />
          <button class="button primary" ?disabled=${this.sending} data-testid="app-password-make">
            <t-icon name="plus" size="16"></t-icon>${words.make}
          </button>
        </div>
        <span id="hint" class=${this.wrong ? 'wrong' : 'hint'} role="alert">${this.wrong ?? words.nameHint}</span>
      </div>
    </form>`;
  }

  readonly #make = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.sending) return;
    const form = event.target as HTMLFormElement;
    const name = String(new FormData(form).get('name')).trim();
    if (name === '') return void (this.wrong = words.needsName);
    this.sending = true;
    this.wrong = undefined;
    try {
      const made = await this.app.api.makeAppPassword(name);
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

  #revoke(password: AppPassword): void {
    if (this.made?.id === password.id) this.made = undefined;
    this.app.revokeAppPassword(password.id);
  }

  #refresh(): Promise<boolean> {
    return this.app.attempt(() => this.app.appPasswords.refresh());
  }
}
