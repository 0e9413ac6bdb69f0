import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { matches, typedNumber } from '../core/find';
import { shown } from '../core/phone-number';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/avatar';
import '../ui/dialog';
import '../ui/icon';
import './keypad';

/** Names and numbers in one field. Members are called; outside numbers are texted. During a call the keys are tones. */
@customElement('t-dial-pad')
export class DialPad extends TandemElement {
  @state() private typed = '';
  @query('input') private readonly field!: HTMLInputElement;

  static override styles = [
    base,
    buttons,
    fields,
    css`
      t-dialog {
        --dialog-width: 340px;
      }
      .body {
        display: grid;
        gap: 12px;
        padding: 16px 20px 20px;
      }
      .typed {
        position: relative;
      }
      .typed .input {
        min-block-size: 44px;
        padding-inline-end: 44px;
        font-size: 18px;
      }
      .typed .icon-button {
        position: absolute;
        inset-block-start: 6px;
        inset-inline-end: 6px;
      }
      .found {
        display: grid;
        gap: 2px;
        max-block-size: 184px;
        margin-inline: -8px;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 10px;
        inline-size: 100%;
        min-block-size: 44px;
        padding: 4px 8px;
        border: 0;
        border-radius: var(--radius);
        background: transparent;
        text-align: start;
        cursor: pointer;
      }
      .row:hover:not(:disabled),
      .row:focus-visible {
        background: var(--bg-hover);
      }
      .row:disabled {
        cursor: default;
      }
      .row .cut {
        flex: 1;
      }
      .row t-icon {
        color: var(--accent-ink);
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.phone, this.app.workspace];
  }

  protected override render() {
    const words = strings.dial;
    return html`<t-dialog heading=${words.title} @dismiss=${this.#close} data-testid="dial-pad">
      <form class="body" @submit=${this.#submit}>
        <div class="typed">
          <input
            class="input"
            autofocus
            autocomplete="off"
            spellcheck="false"
            aria-label=${words.placeholder}
            placeholder=${words.placeholder}
            .value=${this.typed}
            @input=${() => (this.typed = this.field.value)}
            data-testid="dial-input"
          />
          ${this.typed
            ? html`<button class="icon-button" type="button" aria-label=${words.erase} title=${words.erase} @click=${this.#erase}>
                <t-icon name="erase"></t-icon>
              </button>`
            : nothing}
        </div>
        ${this.#found()}
        <t-keypad plus @digit=${this.#digit}></t-keypad>
      </form>
    </t-dialog>`;
  }

  #members() {
    const me = this.app.session.me?.member.id;
    const query = this.typed.trim();
    return this.app.people.value.members
      .filter((member) => member.id !== me && (query === '' || matches(query, member.name, member.email)))
      .slice(0, 8);
  }

  #contacts() {
    const query = this.typed.trim();
    return query === ''
      ? []
      : this.app.people.value.contacts.filter((contact) => matches(query, contact.name, ...contact.numbers)).slice(0, 4);
  }

  #number(): string | undefined {
    return typedNumber(this.typed, this.app.workspace.value.numbers[0]?.e164);
  }

  #found() {
    const members = this.#members();
    const contacts = this.#contacts();
    const number = this.#number();
    if (members.length + contacts.length === 0 && !number) {
      return this.typed ? html`<p class="hint" role="status">${strings.dial.none}</p>` : nothing;
    }
    const inCall = this.app.phone.busy;
    return html`<ul class="found scroll">
      ${members.map(
        (member) => html`<li>
          <button
            class="row"
            type="button"
            ?disabled=${inCall}
            aria-label=${strings.calls.callSomeone(member.name)}
            @click=${() => this.app.callMember(member.id, member.name)}
          >
            <t-avatar .name=${member.name} .presence=${member.presence ?? ''} size="small"></t-avatar>
            <span class="cut">${member.name}</span><t-icon name="phone" size="16"></t-icon>
          </button>
        </li>`,
      )}
      ${contacts.flatMap((contact) => contact.numbers.map((e164) => this.#textRow(e164, contact.name)))}
      ${number && !contacts.some((contact) => contact.numbers.includes(number)) ? this.#textRow(number, shown(number)) : nothing}
    </ul>`;
  }

  #textRow(e164: string, name: string) {
    return html`<li>
      <button class="row" type="button" aria-label=${strings.dial.textNumber(name)} @click=${() => this.#text(e164)}>
        <t-avatar .name=${name} size="small"></t-avatar>
        <span class="cut"><bdi>${name}</bdi></span><t-icon name="message" size="16"></t-icon>
      </button>
    </li>`;
  }

  readonly #digit = (event: CustomEvent<string>) => {
    if (this.app.phone.value.active) this.app.phone.key(event.detail);
    else this.app.tones.key(event.detail);
    this.typed += event.detail;
  };

  readonly #erase = () => {
    this.typed = [...this.typed].slice(0, -1).join('');
    this.field.focus();
  };

  readonly #submit = (event: Event) => {
    event.preventDefault();
    if (this.typed.trim() === '') return;
    const member = this.#members()[0];
    const number = this.#number();
    const contact = this.#contacts()[0]?.numbers[0];
    if (number) this.#text(number);
    else if (member && !this.app.phone.busy) this.app.callMember(member.id, member.name);
    else if (contact) this.#text(contact);
  };

  #text(number: string): void {
    this.#close();
    this.app.router.go('inbox', 'new', { to: number });
  }

  readonly #close = () => this.app.overlay.set(undefined);
}
