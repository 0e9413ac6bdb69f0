import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { LATEST, otherClocks, sendTimes, SOONEST } from '../core/send-later';
import * as when from '../core/when';
import { fieldsOf, ofFields, ownZone, wallClock, whenClockShows } from '../core/zoned';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';

const words = strings.later;

/** A time to come, by the member's own clock: a usual one, or any. */
@customElement('t-send-time')
export class SendTime extends TandemElement {
  /** What stands there at first; the soonest of the usual ones when it is empty. */
  @property({ attribute: false }) at: Date | undefined;
  /** Where the other side may be. */
  @property({ attribute: false }) zones: readonly string[] = [];
  /** What is wrong with what was chosen. */
  @property() wrong = '';
  @state() private date = '';
  @state() private time = '';
  readonly #zone = ownZone();

  static override styles = [
    base,
    buttons,
    fields,
    css`
      :host {
        display: grid;
        gap: 14px;
      }
      .presets {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(124px, 1fr));
        gap: 8px;
      }
      .presets .button {
        display: grid;
        justify-content: start;
        gap: 0;
        block-size: auto;
        min-block-size: 48px;
        padding-block: 6px;
        text-align: start;
        line-height: 18px;
        white-space: normal;
      }
      .presets .button[aria-pressed='true'] {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      .exact {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 12px;
      }
      .exact .input {
        inline-size: 100%;
        min-inline-size: 0;
      }
      .clocks {
        display: grid;
        gap: 2px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#choose(this.at ?? sendTimes()[0]!.at);
  }

  protected override firstUpdated(): void {
    if (this.hasAttribute('autofocus')) this.renderRoot.querySelector('button')?.focus();
  }

  /** The time, or undefined with what is wrong shown. */
  chosen(): Date | undefined {
    const at = this.#shown()?.at;
    const ahead = (at?.getTime() ?? 0) - Date.now();
    this.wrong = !at ? words.needsTime : ahead < SOONEST ? words.past : ahead > LATEST ? words.far : '';
    return this.wrong === '' ? at : undefined;
  }

  protected override render() {
    const chosen = this.#shown();
    return html`<div class="presets" role="group" aria-label=${words.title}>
        ${sendTimes().map(
          ({ id, label, at }) => html`<button
            class="button"
            type="button"
            aria-pressed=${chosen !== undefined && chosen.at.getTime() === at.getTime()}
            @click=${() => this.#choose(at)}
            data-testid="later-preset"
            data-id=${id}
          >
            <span>${label}</span><span class="small quiet">${when.until(at)}</span>
          </button>`,
        )}
      </div>
      <div class="exact" @keydown=${this.#entered}>
        <div class="field">
          <label for="date">${words.date}</label>
          <input
            id="date"
            class="input"
            type="date"
            required
            .value=${this.date}
            @input=${(event: Event) => this.#typed('date', event)}
            aria-describedby="clocks wrong"
            data-testid="later-date"
          />
        </div>
        <div class="field">
          <label for="time">${words.time}</label>
          <input
            id="time"
            class="input"
            type="time"
            required
            .value=${this.time}
            @input=${(event: Event) => this.#typed('time', event)}
            aria-describedby="clocks wrong"
            data-testid="later-time"
          />
        </div>
      </div>
      <div class="clocks hint" id="clocks" aria-live="polite">
        <span data-testid="later-zone">${words.zone(this.#zone.replaceAll('_', ' '))}</span>
        ${chosen
          ? otherClocks(chosen.at, this.zones).map(
              ({ place, shown }) => html`<span data-testid="later-theirs">${words.theirs(shown, place)}</span>`,
            )
          : nothing}
        ${chosen?.odd
          ? html`<span data-testid="later-odd">${words[chosen.odd](when.time(chosen.at.toISOString()))}</span>`
          : nothing}
      </div>
      <span id="wrong" class="wrong" role="alert" ?hidden=${this.wrong === ''} data-testid="later-wrong">${this.wrong}</span>`;
  }

  #choose(at: Date): void {
    const { date, time } = fieldsOf(wallClock(this.#zone, at));
    this.date = date;
    this.time = time;
    this.wrong = '';
  }

  #typed(field: 'date' | 'time', event: Event): void {
    this[field] = (event.target as HTMLInputElement).value;
    this.wrong = '';
  }

  /** As a field of a form does that is in the same tree. */
  readonly #entered = (event: KeyboardEvent) => {
    if (event.key === 'Enter') this.closest('form')?.requestSubmit();
  };

  #shown() {
    const shown = ofFields(this.date, this.time);
    return shown && whenClockShows(this.#zone, shown);
  }
}
