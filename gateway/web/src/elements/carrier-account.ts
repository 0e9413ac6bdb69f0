import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shown } from '../core/phone-number';
import type { CarrierAccount, CarrierCheck, CarrierNumber } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/copy-line';
import '../ui/dialog';
import '../ui/icon';

const words = strings.carriers;

/** Numbers of an account that are listed; a page of thousands helps nobody. */
const LISTED = 50;

/** One account at a carrier: whether it holds, its numbers there, what to paste there, and taking it away. */
@customElement('t-carrier-account')
export class CarrierAccountCard extends TandemElement {
  @property({ attribute: false }) account!: CarrierAccount;
  @state() private checking = false;
  @state() private removing = false;
  @state() private busy = false;

  static override styles = [
    ...sections,
    css`
      :host {
        display: grid;
        gap: 12px;
        padding: 16px;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 10px;
      }
      header .words {
        flex: 1 1 180px;
        min-inline-size: 0;
      }
      header b {
        font-weight: 600;
      }
      h3 {
        margin: 0 0 4px;
      }
      .hooks {
        display: grid;
        gap: 8px;
      }
      .result {
        display: flex;
        gap: 8px;
        padding: 10px 12px;
        border-radius: var(--radius);
      }
      .holds {
        background: var(--ok-soft);
        color: var(--ok);
      }
      .refused {
        background: var(--bad-soft);
        color: var(--bad);
      }
      .unavailable {
        background: var(--warn-soft);
        color: var(--warn);
      }
      li {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: max(36px, var(--target));
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      li > :nth-child(2) {
        flex: 1;
      }
      .ask {
        display: grid;
        gap: 16px;
        padding: 20px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.workspace];
  }

  protected override render() {
    const { account } = this;
    const of = words.of(account.carrier);
    const base = account.webhook_base === null ? null : absolute(account.webhook_base);
    const check = this.app.workspace.value.checks.get(account.id);
    return html`<header data-testid="carrier" data-carrier=${account.carrier}>
        <t-icon name="route"></t-icon>
        <div class="words">
          <b>${of.name}</b>
          <p class="small quiet"><code>${account.account_id}</code></p>
        </div>
        <button class="button" ?disabled=${this.checking} @click=${this.#check} data-testid="carrier-check">
          ${this.checking ? words.checking : words.check}
        </button>
        ${account.carrier === 'sandbox'
          ? nothing
          : html`<button
              class="icon-button"
              aria-label=${words.removeLabel(of.name)}
              title=${words.removeLabel(of.name)}
              @click=${() => (this.removing = true)}
              data-testid="carrier-remove"
            >
              <t-icon name="trash" size="16"></t-icon>
            </button>`}
      </header>
      <div role="status">${check ? this.#result(check) : nothing}</div>
      ${check?.outcome === 'holds' ? this.#numbers(check) : nothing}
      ${base === null ? html`<p class="small quiet">${of.paste}</p>` : this.#hooks(of, base)}
      ${this.removing ? this.#ask(of.name) : nothing}`;
  }

  #hooks(of: ReturnType<typeof words.of>, base: string) {
    return html`<div>
      <h3>${words.paste}</h3>
      <p class="small quiet">${of.paste}</p>
    </div>
    <div class="hooks">
      <div>
        <span class="label">${of.messages}</span>
        <t-copy-line .value=${`${base}/messages`}></t-copy-line>
      </div>
      ${of.statuses
        ? html`<div>
            <span class="label">${of.statuses}</span>
            <t-copy-line .value=${`${base}/statuses`}></t-copy-line>
          </div>`
        : nothing}
    </div>`;
  }

  #result({ outcome, code, advice, numbers, complete }: CarrierCheck) {
    const line = outcome === 'holds' ? words.holds : words[outcome](code ?? '');
    const more =
      outcome !== 'holds' ? advice : numbers.length > 0 ? (complete ? '' : words.some) : complete ? words.noNumbers : words.untold;
    return html`<p class="result ${outcome}" data-testid="carrier-result" data-outcome=${outcome}>
      <t-icon name=${outcome === 'holds' ? 'check' : 'alert'} size="16"></t-icon><span>${line} ${more}</span>
    </p>`;
  }

  #numbers({ numbers }: CarrierCheck) {
    if (numbers.length === 0) return nothing;
    return html`<div>
      <h3>${words.numbers}</h3>
      <ul>
        ${numbers.slice(0, LISTED).map(
          (number) => html`<li data-testid="carrier-number" data-place=${number.place}>
            <t-icon name="phone" size="16"></t-icon>
            <span
              ><bdi>${shown(number.e164)}</bdi>
              <span class="small quiet"
                >${!number.texts ? `· ${words.noTexts}` : number.attachments ? `· ${words.mms}` : ''}</span
              ></span
            >
            ${this.#place(number)}
          </li>`,
        )}
      </ul>
      ${numbers.length > LISTED ? html`<p class="small quiet">${words.more(numbers.length - LISTED)}</p>` : nothing}
    </div>`;
  }

  #place(number: CarrierNumber) {
    const { place } = number;
    if (place === 'here' || place === 'elsewhere') return html`<span class="small quiet">${words.place[place]}</span>`;
    return html`<button
      class="button"
      aria-label=${words.takeLabel(shown(number.e164))}
      ?disabled=${this.busy}
      @click=${() => this.#take(number)}
    >
      ${words.take}
    </button>`;
  }

  #ask(name: string) {
    return html`<t-dialog heading=${words.removeTitle(name)} @dismiss=${() => (this.removing = false)}>
      <div class="ask">
        <p>${words.removeWhat}</p>
        <div class="actions">
          <button class="button" autofocus @click=${() => (this.removing = false)}>${strings.cancel}</button>
          <button class="button bad" ?disabled=${this.busy} @click=${this.#remove} data-testid="carrier-remove-yes">
            ${words.remove}
          </button>
        </div>
      </div>
    </t-dialog>`;
  }

  readonly #check = async () => {
    this.checking = true;
    await this.app.attempt(() => this.app.workspace.checkCarrier(this.account.id));
    this.checking = false;
  };

  async #take(number: CarrierNumber): Promise<void> {
    this.busy = true;
    const done = await this.app.attempt(() => this.app.workspace.takeNumber(this.account.id, number));
    if (done) this.app.toasts.say(words.taken(shown(number.e164)));
    this.busy = false;
  }

  readonly #remove = async () => {
    const { name } = words.of(this.account.carrier);
    this.busy = true;
    const done = await this.app.attempt(() => this.app.workspace.removeCarrier(this.account.id));
    this.busy = false;
    this.removing = false;
    if (done) this.app.toasts.say(words.removed(name));
  };
}

function absolute(base: string): string {
  return new URL(base, location.href).href.replace(/\/$/, '');
}
