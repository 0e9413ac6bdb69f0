import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { E164, ScheduledText } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/dialog';
import './send-time';
import type { SendTime } from './send-time';

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
  @state() private busy = false;
  @query('#unless') private readonly unless!: HTMLInputElement;
  @query('t-send-time') private readonly picker!: SendTime;
  @query('textarea') private readonly field!: HTMLTextAreaElement | null;
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
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  protected override render() {
    return html`<t-dialog heading=${this.changing ? words.edit : words.title}>
      <form @submit=${this.#save} novalidate>
        ${this.changing
          ? html`<div class="field">
              <label for="words">${words.words}</label>
              <textarea id="words" class="input" dir="auto" maxlength="1600" data-testid="later-words">${this.changing.text}</textarea>
            </div>`
          : nothing}
        <t-send-time
          ?autofocus=${!this.changing}
          .at=${this.changing?.state === 'waiting' ? new Date(this.changing.wanted_at) : undefined}
          .zones=${this.zones}
        ></t-send-time>
        <label class="check">
          <input id="unless" type="checkbox" ?checked=${this.changing?.unless_reply ?? false} data-testid="later-unless" />
          <span>${words.unless}</span>
          <span class="hint">${words.unlessHint}</span>
        </label>
        <div class="actions">
          <button class="button" type="button" @click=${() => tell(this, 'dismiss')}>${strings.cancel}</button>
          <button class="button primary" ?disabled=${this.busy} data-testid="later-save">
            ${this.changing ? words.save : words.schedule}
          </button>
        </div>
      </form>
    </t-dialog>`;
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    const chosen = this.picker.chosen();
    if (!chosen) return;
    this.busy = true;
    try {
      const text = await this.#store(chosen.toISOString(), this.unless.checked);
      this.app.toasts.say(words.done(when.until(new Date(text.send_at))));
      tell(this, 'scheduled', text);
    } catch (thrown) {
      const problem = Problem.of(thrown);
      this.picker.wrong = [...problem.fields.values()][0] ?? problem.message;
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
