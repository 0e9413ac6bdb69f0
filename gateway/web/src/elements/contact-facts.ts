import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ContactCard } from '../core/types';
import { strings } from '../strings';
import { base } from '../ui/styles';

const words = strings.contact;

/** What is known of a contact beside name and numbers, as a list of facts. */
@customElement('t-contact-facts')
export class ContactFacts extends LitElement {
  @property({ attribute: false }) card!: ContactCard;

  static override styles = [
    base,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(84px, 30%) minmax(0, 1fr);
        gap: 12px 16px;
        padding-block: 14px 4px;
      }
      dt {
        color: var(--text-2);
        overflow-wrap: anywhere;
      }
      dd {
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .type {
        margin-inline-start: 6px;
        font-size: var(--text-small);
        color: var(--text-3);
      }
    `,
  ];

  protected override render() {
    const { card } = this;
    const undialled = card.phones.filter((phone) => phone.e164 === null);
    return html`<dl>
      ${undialled.map((phone) => fact(words.phone, html`<bdi>${phone.number}</bdi>${type(phone.types)}`))}
      ${card.emails.map((email) => fact(words.email, html`${link(`mailto:${email.value}`, email.value)}${type(email.types)}`))}
      ${text(words.organisation, [card.organisation, card.department].filter(Boolean).join(', '))}
      ${text(words.title, card.title)} ${text(words.nickname, card.nickname)} ${text(words.birthday, card.birthday)}
      ${card.addresses.map((at) =>
        fact(
          words.addresses,
          html`${[at.po_box, at.extended, at.street, [at.postal_code, at.locality].filter(Boolean).join(' '), at.region, at.country]
            .filter(Boolean)
            .join('\n')}${type(at.types)}`,
        ),
      )}
      ${card.urls.map((url) => fact(words.url, /^https?:\/\//i.test(url.value) ? link(url.value, url.value) : html`${url.value}`))}
      ${card.custom.map((field) => fact(field.label, html`${field.value}`))} ${text(words.notes, card.notes)}
    </dl>`;
  }
}

function fact(label: string, value: unknown) {
  return html`<dt>${label}</dt>
    <dd>${value}</dd>`;
}

function text(label: string, value: string) {
  return value ? fact(label, value) : nothing;
}

function type(types: readonly string[]) {
  const known = types.map((one) => words.types[one]).find(Boolean);
  return known ? html`<span class="type">${known}</span>` : nothing;
}

/** Only addresses that this page made up itself or that begin with http(s) come here. */
function link(address: string, shown: string) {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">${shown}</a>`;
}
