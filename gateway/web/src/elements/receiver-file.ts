import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { E164, ReceiverFile } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/dialog';

const words = strings.receivers;
const LINES_SHOWN = 20;

/** What a file of numbers has: which column, which lines are left out. Tells `take` with the numbers. */
@customElement('t-receiver-file')
export class ReceiverFileDialog extends TandemElement {
  @property({ attribute: false }) file!: File;
  /** National numbers are of its country. */
  @property() from: E164 = '';
  @state() private read: ReceiverFile | undefined;
  @state() private wrong = '';

  static override styles = [
    base,
    buttons,
    fields,
    css`
      .body {
        display: grid;
        gap: 12px;
        padding: 16px 20px 20px;
      }
      .body p {
        overflow-wrap: anywhere;
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
    void this.#ask();
  }

  async #ask(column?: number): Promise<void> {
    this.wrong = '';
    try {
      this.read = await this.app.api.readReceivers(this.file, this.from, column);
    } catch (thrown) {
      const problem = Problem.of(thrown);
      this.wrong = [...problem.fields.values()][0] ?? problem.message;
    }
  }

  protected override render() {
    const { read } = this;
    return html`<t-dialog heading=${words.fileTitle}>
      <div class="body" aria-busy=${!read && this.wrong === ''}>
        <p><b><bdi>${this.file.name}</bdi></b></p>
        ${read ? this.#report(read) : nothing}
        <span class="wrong" role="alert" ?hidden=${this.wrong === ''} data-testid="receiver-file-wrong">${this.wrong}</span>
        <div class="actions">
          <button class="button" autofocus @click=${() => tell(this, 'dismiss')}>${strings.cancel}</button>
          <button
            class="button primary"
            ?disabled=${!read || read.numbers.length === 0}
            @click=${() => read && tell(this, 'take', read.numbers)}
            data-testid="receiver-file-add"
          >
            ${words.add(read?.numbers.length ?? 0)}
          </button>
        </div>
      </div>
    </t-dialog>`;
  }

  #report(read: ReceiverFile) {
    const lines = read.wrong.slice(0, LINES_SHOWN).map(({ line }) => line);
    const more = read.wrong_lines > lines.length ? ' …' : '';
    return html`${read.columns.length > 1
        ? html`<div class="field">
            <label for="column">${words.column}</label>
            <select
              id="column"
              class="input"
              @change=${(event: Event) => void this.#ask(Number((event.target as HTMLSelectElement).value))}
              data-testid="receiver-file-column"
            >
              ${read.columns.map(
                (heading, place) => html`<option value=${place} ?selected=${place === read.column}>
                  ${heading.trim() === '' ? words.unnamed(place + 1) : heading.slice(0, 60)}
                </option>`,
              )}
            </select>
          </div>`
        : nothing}
      <p role="status" data-testid="receiver-file-found">
        ${read.numbers.length === 0 ? words.none : words.found(read.numbers.length, read.named_twice)}
      </p>
      ${read.wrong_lines > 0
        ? html`<p class="quiet" data-testid="receiver-file-lines">${words.wrong(read.wrong_lines, lines.join(', ') + more)}</p>`
        : nothing}`;
  }
}
