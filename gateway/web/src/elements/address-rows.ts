import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PostalAddress } from '../core/types';
import { strings } from '../strings';
import { tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
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
export class AddressRows extends LitElement {
  @property({ attribute: false }) rows: readonly PostalAddress[] = [];

  static override styles = [
    base,
    buttons,
    fields,
    css`
      fieldset {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        border: 0;
        min-inline-size: 0;
      }
      legend {
        margin-block-end: 4px;
        padding: 0;
      }
      fieldset > .button {
        justify-self: start;
      }
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
                @input=${(event: Event) => this.#put(at, { ...address, [part]: (event.target as HTMLInputElement).value })}
              />`,
            )}
          </div>
          <button
            class="icon-button"
            type="button"
            aria-label=${words.remove(address.street || words.addresses)}
            title=${words.remove(address.street || words.addresses)}
            @click=${() => this.#tell(this.rows.filter((_, other) => other !== at))}
          >
            <t-icon name="close" size="16"></t-icon>
          </button>
        </div>`,
      )}
      <button class="button" type="button" @click=${() => this.#tell([...this.rows, NOWHERE])}>
        <t-icon name="plus" size="16"></t-icon>${words.addAddress}
      </button>
    </fieldset>`;
  }

  #put(at: number, address: PostalAddress): void {
    this.#tell(this.rows.map((one, other) => (other === at ? address : one)));
  }

  #tell(rows: readonly PostalAddress[]): void {
    this.rows = rows;
    tell(this, 'rows', rows);
  }
}
