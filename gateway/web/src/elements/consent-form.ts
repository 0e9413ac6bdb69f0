import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { Id } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/dialog';

const words = strings.consent;

/** A dialog in which a member enters what they were told outside of texts, with how and when it was said. */
@customElement('t-consent-form')
export class ConsentForm extends TandemElement {
  @property() conversation: Id = '';
  @property() decision: 'opted_in' | 'opted_out' = 'opted_in';
  @state() private wrong = '';
  @state() private busy = false;
  @query('textarea') private readonly note!: HTMLTextAreaElement;
  readonly #key = crypto.randomUUID();

  static override styles = [
    base,
    buttons,
    fields,
    css`
      form {
        display: grid;
        gap: 12px;
        padding: 20px;
      }
      textarea {
        min-block-size: 84px;
        resize: vertical;
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
    const agreed = this.decision === 'opted_in';
    return html`<t-dialog heading=${agreed ? words.agreedTitle : words.outTitle}>
      <form @submit=${this.#save}>
        <div class="field">
          <label for="note">${agreed ? words.agreedNote : words.outNote}</label>
          <textarea
            id="note"
            class="input"
            dir="auto"
            maxlength="500"
            autofocus
            aria-invalid=${this.wrong !== ''}
            aria-describedby="note-hint"
            data-testid="consent-note"
          ></textarea>
          <span id="note-hint" class=${this.wrong ? 'wrong' : 'hint'} role="alert"
            >${this.wrong || (agreed ? words.agreedHint : words.outHint)}</span
          >
        </div>
        <p class="hint" ?hidden=${!agreed}>${words.agreedCarrier}</p>
        <div class="actions">
          <button class="button" type="button" @click=${() => tell(this, 'dismiss')}>${strings.cancel}</button>
          <button class="button primary" ?disabled=${this.busy} data-testid="consent-save">
            ${agreed ? words.agreedAgain : words.theyOptedOut}
          </button>
        </div>
      </form>
    </t-dialog>`;
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    const note = this.note.value.trim();
    if (note === '' && this.decision === 'opted_in') {
      this.wrong = words.needsNote;
      this.note.focus();
      return;
    }
    this.busy = true;
    try {
      await this.app.conversations.decide(this.conversation, this.decision, note, this.#key);
      this.app.toasts.say(words.decided[this.decision]);
      tell(this, 'dismiss');
    } catch (thrown) {
      const problem = Problem.of(thrown);
      this.wrong = problem.fields.get('note') ?? problem.message;
    } finally {
      this.busy = false;
    }
  };
}
