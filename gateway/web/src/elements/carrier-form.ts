import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { Problem } from '../core/problem';
import type { Carrier } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/dialog';

const words = strings.carriers;

/** A dialog to add an account, with the fields that its carrier asks for, as the carrier calls them. */
@customElement('t-carrier-form')
export class CarrierForm extends TandemElement {
  @state() private chosen = '';
  @state() private busy = false;
  @state() private wrong: Readonly<Record<string, string>> = {};
  /** The same values sent again are the same account. */
  #tried = { what: '', key: '' };

  static override styles = sections;

  protected override stores() {
    return [this.app.workspace];
  }

  protected override render() {
    const { offered } = this.app.workspace.value;
    const carrier = offered.find((one) => one.name === this.chosen) ?? offered.find((one) => one.name === 'twilio') ?? offered[0];
    if (!carrier) return nothing;
    return html`<t-dialog heading=${words.addTitle}>
      <form class="stack" @submit=${(event: SubmitEvent) => this.#add(event, carrier)}>
        <div class="field">
          <label for="carrier">${words.choose}</label>
          <select id="carrier" class="input" autofocus @change=${this.#choose} data-testid="carrier-choice">
            ${offered.map(
              (one) => html`<option value=${one.name} ?selected=${one === carrier}>${words.of(one.name).name}</option>`,
            )}
          </select>
          <span class="hint">${words.of(carrier.name).where}</span>
        </div>
        ${keyed(carrier.name, carrier.fields.map((field) => this.#field(field)))}
        <p class="hint">${words.secretHint}</p>
        <p class="notice" role="alert" ?hidden=${!this.wrong['all']}>${this.wrong['all']}</p>
        <div class="actions">
          <button class="button" type="button" @click=${() => tell(this, 'dismiss')}>${strings.cancel}</button>
          <button class="button primary" ?disabled=${this.busy} data-testid="carrier-save">${strings.add}</button>
        </div>
      </form>
    </t-dialog>`;
  }

  #field({ name, label, secret, choices }: Carrier['fields'][number]) {
    const wrong = this.wrong[name];
    if (choices.length > 0) {
      return html`<div class="field">
        <label for=${name}>${label}</label>
        <select id=${name} name=${name} class="input">
          ${choices.map((choice) => html`<option value=${choice}>${words.choice[choice] ?? choice}</option>`)}
        </select>
      </div>`;
    }
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        type=${secret ? 'password' : 'text'}
        class="input"
        required
        maxlength="256"
        autocomplete=${secret ? 'new-password' : 'off'}
        autocapitalize="off"
        spellcheck="false"
        dir="ltr"
        aria-invalid=${wrong !== undefined}
        aria-describedby="${name}-wrong"
      />
      <span class="wrong" id="${name}-wrong" role="alert" ?hidden=${!wrong}>${wrong}</span>
    </div>`;
  }

  readonly #choose = (event: Event) => {
    this.chosen = (event.target as HTMLSelectElement).value;
    this.wrong = {};
  };

  async #add(event: SubmitEvent, carrier: Carrier): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const values: Record<string, string> = { carrier: carrier.name };
    for (const { name } of carrier.fields) values[name] = String(data.get(name)).trim();
    const what = JSON.stringify(values);
    if (this.#tried.what !== what) this.#tried = { what, key: crypto.randomUUID() };
    this.busy = true;
    try {
      const { id } = await this.app.api.addCarrierAccount(values, this.#tried.key);
      tell(this, 'dismiss');
      const { workspace } = this.app;
      void this.app.attempt(() => workspace.refreshCarriers().then(() => workspace.checkCarrier(id)));
    } catch (thrown) {
      const problem = Problem.of(thrown);
      this.wrong = problem.fields.size > 0 ? Object.fromEntries(problem.fields) : { all: problem.message };
    } finally {
      this.busy = false;
    }
  }
}
