import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shown, toE164 } from '../core/phone-number';
import { Problem } from '../core/problem';
import type { Contact, ContactDraft, CustomField, PostalAddress } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/avatar';
import '../ui/dialog';
import { filledAddress } from './address-rows';
import './custom-rows';
import './typed-rows';
import type { TypedRow } from './typed-rows';

const words = strings.contact;
const LINES = ['organisation', 'title', 'nickname', 'birthday'] as const;
const MAX_PHOTO = 1024 * 1024;
/** A contact with all that can be known of it, new or changed. */
@customElement('t-contact-form')
export class ContactForm extends TandemElement {
  @property({ attribute: false }) contact: Contact | undefined;
  @property() number = '';
  @state() private wrong: { name?: string; all?: string } = {};
  @state() private busy = false;
  @state() private phones: readonly TypedRow[] = [];
  @state() private emails: readonly TypedRow[] = [];
  @state() private urls: readonly TypedRow[] = [];
  @state() private addresses: readonly PostalAddress[] = [];
  @state() private custom: readonly CustomField[] = [];
  @state() private photo: { picture: File; shown: string } | 'none' | undefined;
  @query('#name') private readonly nameField!: HTMLInputElement;
  @query('form') private readonly form!: HTMLFormElement;

  static override styles = [
    base,
    buttons,
    fields,
    css`
      :host {
        position: absolute;
        --dialog-width: 560px;
      }
      form {
        display: grid;
        gap: 18px;
        padding: 20px;
      }
      .who {
        display: flex;
        align-items: center;
        gap: 16px;
      }
      .who .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
        gap: 12px;
      }
      textarea {
        min-block-size: 84px;
        resize: vertical;
      }
      .actions {
        position: sticky;
        inset-block-end: 0;
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        margin: 0 -20px -20px;
        padding: 12px 20px;
        border-block-start: 1px solid var(--line);
        background: var(--bg-raised);
      }
      input[type='file'] {
        position: absolute;
        inline-size: 1px;
        opacity: 0;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const { contact } = this;
    this.phones = contact
      ? contact.phones.map((phone) => ({ value: phone.e164 === phone.number ? shown(phone.number) : phone.number, types: phone.types }))
      : [{ value: this.number ? shown(this.number) : '', types: ['cell'] }];
    this.emails = contact?.emails ?? [];
    this.urls = contact?.urls ?? [];
    this.addresses = contact?.addresses ?? [];
    this.custom = contact?.custom ?? [];
  }

  protected override render() {
    const { contact } = this;
    return html`<t-dialog heading=${contact ? strings.people.editContact : strings.people.addContact}>
      <form @submit=${this.#save} novalidate>
        ${this.#photo()}
        <div class="field">
          <label for="name">${strings.people.name}</label>
          <input
            id="name"
            class="input"
            autofocus
            maxlength="120"
            autocomplete="off"
            .value=${contact?.name ?? ''}
            aria-invalid=${this.wrong.name !== undefined}
            aria-describedby="name-wrong"
            data-testid="contact-name"
          />
          <span id="name-wrong" class="wrong" role="alert">${this.wrong.name}</span>
        </div>
        <t-typed-rows
          .heading=${words.phones}
          .what=${words.phone}
          .adding=${words.addPhone}
          .rows=${this.phones}
          @rows=${(event: CustomEvent<TypedRow[]>) => (this.phones = event.detail)}
        ></t-typed-rows>
        <t-typed-rows
          kind="email"
          .heading=${words.emails}
          .what=${words.email}
          .adding=${words.addEmail}
          .rows=${this.emails}
          @rows=${(event: CustomEvent<TypedRow[]>) => (this.emails = event.detail)}
        ></t-typed-rows>
        <div class="two">
          ${LINES.map(
            (line) => html`<div class="field">
              <label for=${line}>${words[line]}</label>
              <input
                id=${line}
                name=${line}
                class="input"
                maxlength="200"
                autocomplete="off"
                placeholder=${line === 'birthday' ? '1985-04-12' : ''}
                .value=${contact?.[line] ?? ''}
              />
            </div>`,
          )}
        </div>
        <t-address-rows
          .rows=${this.addresses}
          @rows=${(event: CustomEvent<PostalAddress[]>) => (this.addresses = event.detail)}
        ></t-address-rows>
        <t-typed-rows
          kind="url"
          .heading=${words.urls}
          .what=${words.url}
          .adding=${words.addUrl}
          .rows=${this.urls}
          @rows=${(event: CustomEvent<TypedRow[]>) => (this.urls = event.detail)}
        ></t-typed-rows>
        <t-custom-rows
          .rows=${this.custom}
          @rows=${(event: CustomEvent<CustomField[]>) => (this.custom = event.detail)}
        ></t-custom-rows>
        <div class="field">
          <label for="notes">${words.notes}</label>
          <textarea
            id="notes"
            name="notes"
            class="input"
            maxlength="20000"
            .value=${contact?.notes ?? ''}
            data-testid="contact-notes"
          ></textarea>
        </div>
        <p class="notice" role="alert" ?hidden=${!this.wrong.all}>${this.wrong.all}</p>
        <div class="actions">
          <button class="button" type="button" @click=${() => tell(this, 'dismiss')}>${strings.cancel}</button>
          <button class="button primary" ?disabled=${this.busy} data-testid="contact-save">${strings.save}</button>
        </div>
      </form>
    </t-dialog>`;
  }

  #photo() {
    const kept = this.contact?.photo_id ? this.app.api.contactPhoto(this.contact.id, this.contact.photo_id) : '';
    const picture = this.photo === 'none' ? '' : (this.photo?.shown ?? kept);
    return html`<div class="who">
      <t-avatar size="large" .name=${this.contact?.name ?? ''} .photo=${picture}></t-avatar>
      <div class="choices">
        <input id="photo" type="file" tabindex="-1" accept="image/jpeg,image/png,image/gif,image/webp" aria-label=${words.photo} @change=${this.#choose} />
        <button class="button" type="button" @click=${() => this.renderRoot.querySelector<HTMLInputElement>('#photo')?.click()}>
          ${picture ? words.changePhoto : words.addPhoto}
        </button>
        ${picture
          ? html`<button class="button" type="button" @click=${() => (this.photo = 'none')}>${words.removePhoto}</button>`
          : nothing}
      </div>
    </div>`;
  }

  readonly #choose = (event: Event) => {
    const picture = (event.target as HTMLInputElement).files?.[0];
    if (!picture) return;
    const good = /^image\/(jpeg|png|gif|webp)$/.test(picture.type) && picture.size <= MAX_PHOTO;
    this.wrong = good ? {} : { all: words.badPhoto };
    if (!good) return;
    // The page's Content-Security-Policy shows data URLs and no others.
    const reader = new FileReader();
    reader.onload = () => (this.photo = { picture, shown: String(reader.result) });
    reader.readAsDataURL(picture);
  };

  #draft(name: string): ContactDraft {
    const near = this.app.workspace.value.numbers[0]?.e164;
    const typed = new FormData(this.form);
    const text = (field: string) => String(typed.get(field) ?? '').trim();
    const filled = (rows: readonly TypedRow[]) =>
      rows.flatMap((row) => (row.value.trim() ? [{ value: row.value.trim(), types: row.types }] : []));
    return {
      name,
      phones: filled(this.phones).map((row) => ({ number: this.#number(row.value, near), types: row.types })),
      emails: filled(this.emails),
      urls: filled(this.urls),
      addresses: this.addresses.filter(filledAddress),
      custom: this.custom.filter((field) => field.label.trim() !== '' && field.value.trim() !== ''),
      organisation: text('organisation'),
      title: text('title'),
      nickname: text('nickname'),
      birthday: text('birthday'),
      notes: text('notes'),
    };
  }

  /** As it was written where it did not change; else as it is dialled, or as it was typed. */
  #number(value: string, near: string | undefined): string {
    const kept = this.contact?.phones.find((phone) => phone.number === value || shown(phone.number) === value);
    return kept?.number ?? toE164(value, near) ?? value;
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    const name = this.nameField.value.trim();
    this.wrong = name === '' ? { name: words.noName } : {};
    if (name === '') return this.nameField.focus();
    this.busy = true;
    try {
      const saved = await this.app.people.save(this.contact, this.#draft(name));
      await this.#savePhoto(saved);
      void this.app.conversations.refresh();
      tell(this, 'dismiss');
    } catch (thrown) {
      const problem = Problem.of(thrown);
      const ofName = problem.fields.get('name');
      this.wrong = ofName
        ? { name: ofName }
        : { all: problem.code === 'precondition_failed' ? words.crossed : problem.message };
    } finally {
      this.busy = false;
    }
  };

  /** A picture that fails leaves what was saved: saving once more goes on from there. */
  async #savePhoto(saved: Contact): Promise<void> {
    this.contact = saved;
    if (this.photo === undefined) return;
    const api = this.app.api;
    this.app.people.keep(
      this.photo === 'none' ? await api.removeContactPhoto(saved.id) : await api.setContactPhoto(saved.id, this.photo.picture),
    );
  }
}
