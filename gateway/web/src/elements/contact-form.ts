import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shown, toE164 } from '../core/phone-number';
import { Problem } from '../core/problem';
import type { Contact } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/dialog';

/** A contact's name and numbers, new or changed. */
@customElement('t-contact-form')
export class ContactForm extends TandemElement {
  @property({ attribute: false }) contact: Contact | undefined;
  @property() number = '';
  @state() private wrong: { name?: string; numbers?: string; all?: string } = {};
  @state() private busy = false;
  @query('#name') private readonly nameField!: HTMLInputElement;
  @query('#numbers') private readonly numbersField!: HTMLTextAreaElement;

  static override styles = [
    base,
    buttons,
    fields,
    css`
      :host {
        position: absolute;
      }
      form {
        display: grid;
        gap: 16px;
        padding: 20px;
      }
      textarea {
        min-block-size: 84px;
        resize: vertical;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  protected override render() {
    const words = strings.people;
    const numbers = this.contact?.numbers ?? (this.number ? [this.number] : []);
    return html`<t-dialog heading=${this.contact ? words.editContact : words.addContact}>
      <form @submit=${this.#save} novalidate>
        <div class="field">
          <label for="name">${words.name}</label>
          <input
            id="name"
            class="input"
            autofocus
            maxlength="200"
            autocomplete="off"
            .value=${this.contact?.name ?? ''}
            aria-invalid=${this.wrong.name !== undefined}
            data-testid="contact-name"
          />
          <span class="wrong" role="alert">${this.wrong.name}</span>
        </div>
        <div class="field">
          <label for="numbers">${words.numbers}</label>
          <textarea
            id="numbers"
            class="input"
            inputmode="tel"
            .value=${numbers.map(shown).join('\n')}
            aria-invalid=${this.wrong.numbers !== undefined}
            data-testid="contact-numbers"
          ></textarea>
          <span class=${this.wrong.numbers ? 'wrong' : 'hint'} role="alert">${this.wrong.numbers ?? words.numberHint}</span>
        </div>
        <p class="notice" role="alert" ?hidden=${!this.wrong.all}>${this.wrong.all}</p>
        <div class="actions">
          <button class="button" type="button" @click=${() => tell(this, 'dismiss')}>${strings.cancel}</button>
          <button class="button primary" ?disabled=${this.busy} data-testid="contact-save">${strings.save}</button>
        </div>
      </form>
    </t-dialog>`;
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    const name = this.nameField.value.trim();
    const near = this.app.workspace.value.numbers[0]?.e164;
    const typed = this.numbersField.value.split('\n').filter((line) => line.trim() !== '');
    const numbers = typed.map((line) => toE164(line, near));
    const good = numbers.filter((number) => number !== undefined);
    this.wrong = {
      ...(name === '' && { name: strings.people.name }),
      ...((good.length === 0 || good.length < numbers.length) && { numbers: strings.thread.badNumber }),
    };
    if (this.wrong.name !== undefined) return this.nameField.focus();
    if (this.wrong.numbers !== undefined) return this.numbersField.focus();
    this.busy = true;
    try {
      await this.app.people.save(this.contact?.id, name, good);
      void this.app.conversations.refresh();
      tell(this, 'dismiss');
    } catch (thrown) {
      const problem = Problem.of(thrown);
      const ofName = problem.fields.get('name');
      const ofNumbers = [...problem.fields].find(([field]) => field.startsWith('numbers'))?.[1];
      this.wrong =
        ofName || ofNumbers
          ? { ...(ofName && { name: ofName }), ...(ofNumbers && { numbers: ofNumbers }) }
          : { all: problem.message };
    } finally {
      this.busy = false;
    }
  };
}
