import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { PostalAddress } from '../core/types';
import { strings } from '../strings';
import { RowsElement } from '../ui/rows';
import '../ui/icon';

const words = strings.contact;
const PARTS = ['street', 'locality', 'region', 'postal_code', 'country'] as const;
const LABELS: Record<(typeof PARTS)[number], string> = {
  street: words.street,
  locality: words.city,
  region: words.region,
  postal_code: words.postalCode,
  country: words.country,
};
const NOWHERE: PostalAddress = {
  po_box: '',
  extended: '',
  street: '',
  locality: '',
  region: '',
  postal_code: '',
  country: '',
  types: [],
};

/** Whether anything is known of where it is. */
export function filledAddress(address: PostalAddress): boolean {
  return [...PARTS, 'po_box' as const, 'extended' as const].some((part) => address[part].trim() !== '');
}

/** Where letters to somebody go. Tells `rows` with all of them. */
@customElement('t-address-rows')
export class AddressRows extends RowsElement<PostalAddress> {
  static override styles = [
    ...RowsElement.styles,
    css`
      .address {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 8px;
        padding-block-end: 8px;
      }
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
        gap: 8px;
      }
    `,
  ];

  protected override render() {
    return html`<fieldset>
      <legend class="label">${words.addresses}</legend>
      ${this.rows.map(
        (address, at) => html`<div class="address">
          <div class="parts">
            ${PARTS.map(
              (part) => html`<input
                class="input"
                maxlength="200"
                autocomplete="off"
                aria-label=${LABELS[part]}
                placeholder=${LABELS[part]}
                .value=${address[part]}
                @input=${(event: Event) => this.put(at, { ...address, [part]: (event.target as HTMLInputElement).value })}
              />`,
            )}
          </div>
          <button
            class="icon-button"
            type="button"
            aria-label=${words.remove(address.street || words.addresses)}
            title=${words.remove(address.street || words.addresses)}
            @click=${() => this.takeOut(at)}
          >
            <t-icon name="close" size="16"></t-icon>
          </button>
        </div>`,
      )}
      <button class="button" type="button" @click=${() => this.add(NOWHERE)}>
        <t-icon name="plus" size="16"></t-icon>${words.addAddress}
      </button>
    </fieldset>`;
  }
}
