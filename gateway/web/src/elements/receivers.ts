import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { matches, typedNumber } from '../core/find';
import { MOST_IN_A_GROUP } from '../core/group';
import { shown } from '../core/phone-number';
import type { E164 } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';

const words = strings.group;

/**
 * Whom a text is for: a chip for each, and a field that finds contacts and takes numbers. Enter adds what is typed,
 * Backspace in the empty field takes the last away. Tells `receivers` with all numbers, and `write` when the member is done.
 */
@customElement('t-receivers')
export class Receivers extends TandemElement {
  @property({ attribute: false }) chosen: readonly E164[] = [];
  @state() private typed = '';
  @state() private wrong = '';
  @query('#to') private readonly field!: HTMLInputElement | null;

  static override styles = [
    base,
    buttons,
    fields,
    css`
      .line {
        display: flex;
        align-items: flex-start;
        gap: 10px;
      }
      .line > label {
        color: var(--text-2);
        line-height: 36px;
      }
      .all {
        display: flex;
        flex: 1;
        flex-wrap: wrap;
        gap: 6px;
        min-inline-size: 0;
      }
      .all .input {
        flex: 1 1 180px;
        inline-size: auto;
        min-inline-size: 0;
      }
      ul.chips {
        display: contents;
      }
      .chip {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 36px;
        max-inline-size: 100%;
        padding-inline: 6px 2px;
        border-radius: 18px;
        background: var(--accent-soft);
        font-weight: 500;
      }
      .chip .icon-button {
        flex: none;
        inline-size: 28px;
        block-size: 28px;
        border-radius: 50%;
      }
      .found {
        margin-block-start: 8px;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 12px;
        inline-size: 100%;
        min-block-size: 48px;
        padding: 4px 10px;
        border: 0;
        border-radius: var(--radius);
        background: transparent;
        text-align: start;
        cursor: pointer;
      }
      .row:hover,
      .row:focus-visible {
        background: var(--bg-hover);
      }
      .wrong {
        display: block;
        margin-block-start: 6px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.workspace];
  }

  override focus(): void {
    this.field?.focus();
  }

  /** What is typed counts as chosen. False, and it says why, when that leaves nobody or is no number. */
  settle(): boolean {
    if (this.typed.trim() !== '') {
      const number = this.#number();
      if (!number) {
        this.wrong = strings.thread.badNumber;
        this.focus();
        return false;
      }
      if (!this.#add(number)) return false;
    }
    if (this.chosen.length > 0) return true;
    this.wrong = strings.thread.badNumber;
    this.focus();
    return false;
  }

  protected override render() {
    const { people } = this.app;
    return html`<div class="line">
        <label for="to">${strings.thread.to}</label>
        <div class="all">
          <ul class="chips" aria-label=${words.receivers}>
            ${this.chosen.map(
              (number) => html`<li class="chip" data-testid="receiver">
                <t-avatar .name=${people.nameOf(number)} size="small"></t-avatar>
                <bdi class="cut">${people.nameOf(number)}</bdi>
                <button
                  class="icon-button"
                  aria-label=${words.remove(people.nameOf(number))}
                  title=${strings.remove}
                  @click=${() => this.#remove(number)}
                >
                  <t-icon name="close" size="14"></t-icon>
                </button>
              </li>`,
            )}
          </ul>
          <input
            id="to"
            class="input"
            inputmode="tel"
            autocomplete="off"
            placeholder=${this.chosen.length > 0 ? words.addHint : strings.thread.toHint}
            .value=${this.typed}
            aria-invalid=${this.wrong !== ''}
            aria-describedby="to-wrong"
            @input=${() => ((this.typed = this.field?.value ?? ''), (this.wrong = ''))}
            @keydown=${this.#key}
            @blur=${this.#left}
            data-testid="to"
          />
        </div>
      </div>
      <span class="wrong" id="to-wrong" role="alert" ?hidden=${this.wrong === ''}>${this.wrong}</span>
      ${this.chosen.length === 0 || this.typed.trim() !== '' ? this.#found() : nothing}`;
  }

  #number(): E164 | undefined {
    return typedNumber(this.typed, this.app.workspace.value.numbers[0]?.e164);
  }

  #contacts() {
    const sought = this.typed.trim();
    return this.app.people.value.contacts
      .flatMap((contact) => contact.numbers.map((number) => ({ name: contact.name, number })))
      .filter(({ number }) => !this.chosen.includes(number))
      .filter(({ name, number }) => sought === '' || matches(sought, name, number))
      .slice(0, 12);
  }

  #found() {
    const number = this.#number();
    const contacts = this.#contacts();
    const known = contacts.some((contact) => contact.number === number);
    return html`<ul class="found">
      ${number && !known ? this.#row(shown(number), '', number) : nothing}
      ${contacts.map((contact) => this.#row(contact.name, shown(contact.number), contact.number))}
    </ul>`;
  }

  #row(name: string, detail: string, number: E164) {
    return html`<li>
      <button class="row" @mousedown=${(event: Event) => event.preventDefault()} @click=${() => this.#choose(number)}>
        <t-avatar .name=${name}></t-avatar>
        <span class="cut"><bdi>${name}</bdi>${detail ? html`<br /><bdi class="small quiet">${detail}</bdi>` : nothing}</span>
      </button>
    </li>`;
  }

  readonly #key = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && this.typed === '' && this.chosen.length > 0) {
      event.preventDefault();
      return void this.#tell(this.chosen.slice(0, -1));
    }
    const ends = event.key === 'Enter' || ((event.key === ',' || event.key === ';') && this.#number() !== undefined);
    if (!ends || event.isComposing) return;
    event.preventDefault();
    if (this.typed.trim() === '' && this.chosen.length > 0) return void tell(this, 'write');
    const number = this.#number() ?? this.#contacts()[0]?.number;
    if (number) this.#choose(number);
    else this.wrong = strings.thread.badNumber;
  };

  /** What is no number and nobody's name is said when the member goes on. */
  readonly #left = () => {
    const strange = this.typed.trim() !== '' && this.#number() === undefined && this.#contacts().length === 0;
    if (strange) this.wrong = strings.thread.badNumber;
  };

  #choose(number: E164): void {
    if (!this.#add(number)) return;
    void this.updateComplete.then(() => (this.chosen.length === 1 ? tell(this, 'write') : this.focus()));
  }

  #add(number: E164): boolean {
    const twice = this.chosen.includes(number);
    if (!twice && this.chosen.length >= MOST_IN_A_GROUP) {
      this.wrong = words.full(MOST_IN_A_GROUP);
      return false;
    }
    this.typed = '';
    this.wrong = twice ? words.twice : '';
    if (!twice) this.#tell([...this.chosen, number]);
    return true;
  }

  #remove(number: E164): void {
    this.#tell(this.chosen.filter((one) => one !== number));
    void this.updateComplete.then(() => this.focus());
  }

  #tell(numbers: readonly E164[]): void {
    this.chosen = numbers;
    tell(this, 'receivers', numbers);
  }
}
