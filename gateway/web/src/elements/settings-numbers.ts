import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shown, toE164 } from '../core/phone-number';
import { href } from '../core/router';
import type { CarrierAccount, PhoneNumber } from '../core/types';
import { strings } from '../strings';
import { AddingElement } from '../ui/adding';
import { sections } from '../ui/settings-styles';
import '../ui/dialog';
import '../ui/icon';
import '../ui/menu';
import './number-registration';

const words = strings.settings;

/** The workspace's own numbers. */
@customElement('t-settings-numbers')
export class SettingsNumbers extends AddingElement {
  @state() private registering: PhoneNumber | undefined;

  static override styles = [
    ...sections,
    css`
      @container (max-width: 640px) {
        .row {
          flex-wrap: wrap;
          gap: 2px 14px;
        }
        .row > .words {
          flex-basis: calc(100% - 40px);
        }
        .row > .button {
          padding-inline: 0;
          margin-inline-end: auto;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.workspace, this.app.session];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.app.workspace.refreshNumbers();
    if (this.app.session.isAdmin) void this.app.attempt(() => this.app.workspace.refreshCarriers());
  }

  protected override render() {
    const { numbers, carriers } = this.app.workspace.value;
    const admin = this.app.session.isAdmin;
    return html`<div class="title">
        <div>
          <h2>${words.numbers}</h2>
          <p class="lead">${words.numbersLead}</p>
        </div>
        ${admin && carriers.length > 0
          ? html`<button class="button primary" @click=${this.openDialog} data-testid="add-number">
              <t-icon name="plus" size="16"></t-icon>${words.addNumber}
            </button>`
          : nothing}
      </div>
      <div class="frame">
        ${numbers.map(
          (number) => html`<div class="row" data-testid="number">
            <t-icon name="phone"></t-icon>
            <div class="words">
              <b><bdi>${number.name || shown(number.e164)}</bdi></b>
              ${number.name ? html`<p class="small quiet"><bdi>${shown(number.e164)}</bdi></p>` : nothing}
            </div>
            ${isAmerican(number.e164) ? this.#registration(number, admin) : nothing}
            ${admin && carriers.length > 1 ? this.#hosts(number, carriers) : nothing}
            <span class="quiet">${number.carrier ? strings.carriers.of(number.carrier).name : words.noCarrier}</span>
          </div>`,
        )}
        ${numbers.length === 0
          ? html`<p class="none">
              ${words.numbersEmpty} ${admin ? html`<a href=${href('settings', 'carriers')}>${words.carriers}</a>` : nothing}
            </p>`
          : nothing}
      </div>
      ${admin ? nothing : html`<p class="hint">${words.adminOnly}</p>`} ${this.adding ? this.#dialog() : nothing}
      ${this.registering
        ? html`<t-number-registration
            .app=${this.app}
            .number=${this.registering}
            @dismiss=${() => (this.registering = undefined)}
          ></t-number-registration>`
        : nothing}`;
  }

  /** Whether US networks take its texts. */
  #registration(number: PhoneNumber, admin: boolean) {
    const campaign = number.registration?.campaign;
    const label = campaign ? strings.registration.campaigns[campaign] : strings.registration.unknown;
    const warn = campaign !== undefined && campaign !== 'approved';
    return admin
      ? html`<button
          class="button plain ${warn ? 'warn' : ''}"
          title=${strings.registration.title}
          @click=${() => (this.registering = number)}
          data-testid="registration"
          data-state=${campaign ?? 'unknown'}
        >
          ${label}
        </button>`
      : html`<span class="small ${warn ? 'warn' : 'quiet'}">${label}</span>`;
  }

  /** Further accounts that take its texts when the first does not. */
  #hosts(number: PhoneNumber, carriers: readonly CarrierAccount[]) {
    const others = carriers.filter((one) => one.id !== number.carrier_account_id);
    return html`<t-menu
      icon="route"
      label=${words.alsoHosted(number.carrier_account_ids.length - 1)}
      .items=${others.map((one) => ({
        id: one.id,
        label: strings.carriers.of(one.carrier).name,
        detail: `${one.account_id.slice(0, 8)}…`,
        chosen: number.carrier_account_ids.includes(one.id),
      }))}
      @choose=${(event: CustomEvent<string>) => this.#host(number, event.detail)}
      data-testid="number-hosts"
    ></t-menu>`;
  }

  #host(number: PhoneNumber, account: string): void {
    const before = number.carrier_account_ids;
    const after = before.includes(account) ? before.filter((id) => id !== account) : [...before, account];
    void this.app.attempt(async () => {
      await this.app.api.hostNumber(number.id, after);
      await this.app.workspace.refreshNumbers();
    });
  }

  #dialog() {
    return html`<t-dialog heading=${words.addNumber} @dismiss=${this.closeDialog}>
      <form class="stack" @submit=${this.#add}>
        <div class="field">
          <label for="e164">${words.number}</label>
          <input id="e164" name="e164" class="input" inputmode="tel" required autofocus placeholder="+1 202 555 0143" />
          <span class="wrong" role="alert" ?hidden=${!this.wrong['e164']}>${this.wrong['e164']}</span>
        </div>
        <div class="field">
          <label for="name">${words.numberName}</label>
          <input id="name" name="name" class="input" maxlength="100" required />
          <span class="wrong" role="alert" ?hidden=${!this.wrong['name']}>${this.wrong['name']}</span>
        </div>
        <div class="field">
          <label for="carrier">${words.carrier}</label>
          <select id="carrier" name="carrier" class="input">
            ${this.app.workspace.value.carriers.map(
              (carrier) => html`<option value=${carrier.id}>${strings.carriers.of(carrier.carrier).name} · ${carrier.account_id.slice(0, 8)}…</option>`,
            )}
          </select>
        </div>
        ${this.dialogEnd()}
      </form>
    </t-dialog>`;
  }

  readonly #add = async (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const e164 = toE164(String(data.get('e164')));
    if (!e164) return void (this.wrong = { e164: strings.thread.badNumber });
    try {
      const name = String(data.get('name')).trim();
      await this.app.api.addNumber({ e164, name, carrier_account_id: String(data.get('carrier')) });
      this.adding = false;
      void this.app.workspace.refreshNumbers();
    } catch (thrown) {
      this.refused(thrown);
    }
  };
}

/** The rule is the United States'; numbers of the plan's other countries are not told apart here, and it does them no harm. */
function isAmerican(e164: string): boolean {
  return /^\+1(?!8(00|33|44|55|66|77|88))/.test(e164);
}
