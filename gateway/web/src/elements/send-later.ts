import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import { LATEST, otherClocks, sendTimes, SOONEST } from '../core/send-later';
import type { E164, ScheduledText } from '../core/types';
import * as when from '../core/when';
import { fieldsOf, ofFields, ownZone, wallClock, whenClockShows } from '../core/zoned';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/dialog';

const words = strings.later;

/** A dialog that chooses when a text leaves: a new one, or one that waits already. Tells `scheduled` with it. */
@customElement('t-send-later')
export class SendLater extends TandemElement {
  /** The new text. */
  @property() from: E164 = '';
  @property({ attribute: false }) to: E164[] = [];
  @property() text = '';
  /** Where the other side may be. */
  @property({ attribute: false }) zones: readonly string[] = [];
  /** The text that waits already. */
  @property({ attribute: false }) changing: ScheduledText | undefined;
  @state() private date = '';
  @state() private time = '';
  @state() private wrong = '';
  @state() private busy = false;
  @query('#unless') private readonly unless!: HTMLInputElement;
  @query('textarea') private readonly field!: HTMLTextAreaElement | null;
  readonly #zone = ownZone();
  #tried = { what: '', key: '' };

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
      textarea {
        min-block-size: 84px;
        resize: vertical;
      }
      .check {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 10px;
        align-items: start;
        min-block-size: var(--target);
      }
      .check input {
        margin-block-start: 3px;
      }
      .check .hint {
        grid-column: 2;
      }
      .clocks {
        display: grid;
        gap: 2px;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const at = this.changing?.state === 'waiting' ? new Date(this.changing.wanted_at) : undefined;
    this.#choose(at ?? sendTimes()[0]!.at);
  }

  protected override render() {
    const chosen = this.#chosen();
    return html`<t-dialog heading=${this.changing ? words.edit : words.title}>
      <form @submit=${this.#save} novalidate>
        ${this.changing
          ? html`<div class="field">
              <label for="words">${words.words}</label>
              <textarea id="words" class="input" dir="auto" maxlength="1600" data-testid="later-words">${this.changing.text}</textarea>
            </div>`
          : nothing}
        <div class="presets" role="group" aria-label=${words.title}>
          ${sendTimes().map(
            ({ id, label, at }, index) => html`<button
              class="button"
              type="button"
              ?autofocus=${index === 0 && !this.changing}
              aria-pressed=${chosen !== undefined && chosen.at.getTime() === at.getTime()}
              @click=${() => this.#choose(at)}
              data-testid="later-preset"
              data-id=${id}
            >
              <span>${label}</span><span class="small quiet">${when.until(at)}</span>
            </button>`,
          )}
        </div>
        <div class="exact">
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
          <span>${words.zone(this.#zone.replaceAll('_', ' '))}</span>
          ${chosen
            ? otherClocks(chosen.at, this.zones).map(
                ({ place, shown }) => html`<span data-testid="later-theirs">${words.theirs(shown, place)}</span>`,
              )
            : nothing}
          ${chosen?.odd
            ? html`<span data-testid="later-odd">${words[chosen.odd](when.time(chosen.at.toISOString()))}</span>`
            : nothing}
        </div>
        <label class="check">
          <input id="unless" type="checkbox" ?checked=${this.changing?.unless_reply ?? false} data-testid="later-unless" />
          <span>${words.unless}</span>
          <span class="hint">${words.unlessHint}</span>
        </label>
        <span id="wrong" class="wrong" role="alert" ?hidden=${this.wrong === ''} data-testid="later-wrong">${this.wrong}</span>
        <div class="actions">
          <button class="button" type="button" @click=${() => tell(this, 'dismiss')}>${strings.cancel}</button>
          <button class="button primary" ?disabled=${this.busy} data-testid="later-save">
            ${this.changing ? words.save : words.schedule}
          </button>
        </div>
      </form>
    </t-dialog>`;
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

  #chosen() {
    const shown = ofFields(this.date, this.time);
    return shown && whenClockShows(this.#zone, shown);
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    const chosen = this.#chosen();
    const ahead = (chosen?.at.getTime() ?? 0) - Date.now();
    this.wrong = !chosen ? words.needsTime : ahead < SOONEST ? words.past : ahead > LATEST ? words.far : '';
    if (this.wrong || !chosen) return;
    this.busy = true;
    try {
      const text = await this.#store(chosen.at.toISOString(), this.unless.checked);
      this.app.toasts.say(words.done(when.until(new Date(text.send_at))));
      tell(this, 'scheduled', text);
    } catch (thrown) {
      const problem = Problem.of(thrown);
      this.wrong = [...problem.fields.values()][0] ?? problem.message;
    } finally {
      this.busy = false;
    }
  };

  #store(send_at: string, unless_reply: boolean): Promise<ScheduledText> {
    const { scheduled } = this.app;
    if (this.changing) {
      return scheduled.change(this.changing.id, { text: this.field?.value ?? this.changing.text, send_at, unless_reply });
    }
    const draft = { from: this.from, to: this.to, text: this.text, send_at, unless_reply };
    const what = JSON.stringify(draft);
    if (this.#tried.what !== what) this.#tried = { what, key: crypto.randomUUID() };
    return scheduled.make(draft, this.#tried.key);
  }
}
