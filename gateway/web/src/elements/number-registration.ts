import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { PhoneNumber, RegistrationDraft, RegistrationStatus } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/dialog';

const words = strings.registration;
const STATUSES: readonly RegistrationStatus[] = ['none', 'pending', 'approved', 'rejected'];

/** A dialog in which an admin says how far a US number's registration is. */
@customElement('t-number-registration')
export class NumberRegistration extends TandemElement {
  @property({ attribute: false }) number!: PhoneNumber;
  @state() private wrong = '';
  @state() private busy = false;

  static override styles = [
    base,
    buttons,
    fields,
    css`
      form {
        display: grid;
        gap: 14px;
        padding: 16px 20px 20px;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  protected override render() {
    const known = this.number.registration;
    return html`<t-dialog heading=${words.title}>
      <form @submit=${this.#save}>
        <p class="quiet">${words.lead}</p>
        ${known?.source === 'carrier' ? html`<p class="wrong">${words.learned}</p>` : nothing}
        ${this.#choice('brand', words.brand, known?.brand ?? 'none')}
        ${this.#choice('campaign', words.campaign, known?.campaign ?? 'none')}
        <div class="field">
          <label for="campaign_id">${words.campaignId}</label>
          <input id="campaign_id" name="campaign_id" class="input" maxlength="60" autocomplete="off" .value=${known?.campaign_id ?? ''} />
          <span class="hint">${words.campaignIdHint}</span>
        </div>
        <div class="field">
          <label for="rate">${words.rate}</label>
          <input
            id="rate"
            name="rate"
            class="input"
            type="number"
            min="1"
            max="60000"
            step="1"
            .value=${String(known?.segments_per_minute ?? '')}
          />
          <span class="hint">${words.rateHint}</span>
        </div>
        <span class="wrong" role="alert" ?hidden=${this.wrong === ''}>${this.wrong}</span>
        <div class="actions">
          <button class="button" type="button" @click=${() => tell(this, 'dismiss')}>${strings.cancel}</button>
          <button class="button primary" ?disabled=${this.busy} data-testid="registration-save">${words.save}</button>
        </div>
      </form>
    </t-dialog>`;
  }

  #choice(name: 'brand' | 'campaign', label: string, chosen: RegistrationStatus) {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select id=${name} name=${name} class="input" data-testid="registration-${name}">
        ${STATUSES.map(
          (status) => html`<option value=${status} ?selected=${status === chosen}>${words.statuses[status]}</option>`,
        )}
      </select>
    </div>`;
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const draft: RegistrationDraft = {
      brand: text('brand') as RegistrationStatus,
      campaign: text('campaign') as RegistrationStatus,
      ...(text('campaign_id') && { campaign_id: text('campaign_id') }),
      ...(text('rate') && { segments_per_minute: Number(text('rate')) }),
    };
    this.busy = true;
    try {
      await this.app.api.registerNumber(this.number.id, draft);
      await this.app.workspace.refreshNumbers();
      this.app.toasts.say(words.saved);
      tell(this, 'dismiss');
    } catch (thrown) {
      const problem = Problem.of(thrown);
      this.wrong = [...problem.fields.values()][0] ?? problem.message;
    } finally {
      this.busy = false;
    }
  };
}
