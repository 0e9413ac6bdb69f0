import { css, html } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { QuietHours } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/skeleton';

const words = strings.quiet;

/** The hours in which programs text nobody. */
@customElement('t-settings-quiet')
export class SettingsQuiet extends TandemElement {
  @state() private hours: QuietHours | undefined;
  @state() private problem: Problem | undefined;
  @state() private wrong = '';
  @state() private sending = false;
  @query('#quiet') private readonly enabled!: HTMLInputElement;
  @query('#from') private readonly from!: HTMLInputElement;
  @query('#until') private readonly until!: HTMLInputElement;

  static override styles = [
    ...sections,
    css`
      form {
        display: grid;
        gap: 14px;
        padding: 16px;
      }
      .times {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 160px));
        gap: 12px;
      }
      .check {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: var(--target);
      }
    `,
  ];

  protected override stores() {
    return [this.app.session];
  }

  protected override firstUpdated(): void {
    void this.#take(this.app.api.quietHours());
  }

  protected override render() {
    return html`<h2>${words.title}</h2>
      <p class="lead">${words.lead}</p>
      ${this.problem
        ? html`<div class="frame" role="alert">
            <p class="none">${this.problem.message}</p>
            <div class="actions">
              <button class="button" @click=${() => void this.#take(this.app.api.quietHours())}>${strings.retry}</button>
            </div>
          </div>`
        : this.hours
          ? this.#form(this.hours)
          : html`<t-skeleton rows="2"></t-skeleton>`}`;
  }

  #form({ enabled, from, until }: QuietHours) {
    const admin = this.app.session.isAdmin;
    return html`<form class="frame" @submit=${this.#save} novalidate>
      <p data-testid="quiet-state"><b>${enabled ? words.on : words.off}</b></p>
      <label class="check">
        <input id="quiet" type="checkbox" ?checked=${enabled} ?disabled=${!admin} data-testid="quiet-on" />
        <span>${words.switch}</span>
      </label>
      <div class="times">
        <div class="field">
          <label for="from">${words.from}</label>
          <input id="from" class="input" type="time" .value=${from} ?disabled=${!admin} data-testid="quiet-from" />
        </div>
        <div class="field">
          <label for="until">${words.until}</label>
          <input id="until" class="input" type="time" .value=${until} ?disabled=${!admin} data-testid="quiet-until" />
        </div>
      </div>
      <p class="hint">${words.hint}</p>
      <span class="wrong" role="alert" ?hidden=${this.wrong === ''}>${this.wrong}</span>
      ${admin
        ? html`<div class="actions">
            <button class="button primary" ?disabled=${this.sending} data-testid="quiet-save">${words.save}</button>
          </div>`
        : html`<p class="hint">${words.adminsOnly}</p>`}
    </form>`;
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    const change = { enabled: this.enabled.checked, from: this.from.value, until: this.until.value };
    this.wrong = change.from === change.until || change.from === '' || change.until === '' ? words.same : '';
    if (this.wrong) return;
    this.sending = true;
    try {
      this.hours = await this.app.api.changeQuietHours(change);
      this.app.toasts.say(words.saved);
    } catch (thrown) {
      this.wrong = Problem.of(thrown).message;
    } finally {
      this.sending = false;
    }
  };

  async #take(answer: Promise<QuietHours>): Promise<void> {
    try {
      this.hours = await answer;
      this.problem = undefined;
    } catch (thrown) {
      this.problem = Problem.of(thrown);
    }
  }
}
