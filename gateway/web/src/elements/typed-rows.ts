import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { strings } from '../strings';
import { RowsElement } from '../ui/rows';
import '../ui/icon';

export interface TypedRow {
  value: string;
  /** All of the entry's types; the list chooses the first that it knows. */
  types: string[];
}

const KNOWN = ['cell', 'work', 'home', 'fax'];

/** Several values with a type each: numbers, e-mail addresses, web addresses. Tells `change` with the rows. */
@customElement('t-typed-rows')
export class TypedRows extends RowsElement<TypedRow> {
  @property() heading = '';
  @property() what = '';
  @property() adding = '';
  @property() kind: 'tel' | 'email' | 'url' = 'tel';

  static override styles = [
    ...RowsElement.styles,
    css`
      .line {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 92px auto;
        gap: 4px;
      }
    `,
  ];

  protected override render() {
    const types = this.kind === 'tel' ? ['', ...KNOWN] : ['', 'work', 'home'];
    return html`<fieldset>
      <legend class="label">${this.heading}</legend>
      ${this.rows.map(
        (row, at) => html`<div class="line">
          <input
            class="input"
            type=${this.kind === 'url' ? 'text' : this.kind}
            inputmode=${this.kind}
            autocomplete="off"
            maxlength="200"
            aria-label=${this.what}
            .value=${row.value}
            @input=${(event: Event) => this.put(at, { ...row, value: (event.target as HTMLInputElement).value })}
            data-testid="contact-${this.kind}"
          />
          <select
            class="input"
            aria-label=${strings.contact.type}
            @change=${(event: Event) => this.#type(at, row, (event.target as HTMLSelectElement).value)}
          >
            ${types.map(
              (type) =>
                html`<option value=${type} ?selected=${type === known(row, types)}>${strings.contact.types[type]}</option>`,
            )}
          </select>
          <button
            class="icon-button"
            type="button"
            aria-label=${strings.contact.remove(row.value || this.what)}
            title=${strings.contact.remove(row.value || this.what)}
            @click=${() => this.takeOut(at)}
          >
            <t-icon name="close" size="16"></t-icon>
          </button>
        </div>`,
      )}
      <button class="button" type="button" @click=${this.#add} data-testid="contact-add-${this.kind}">
        <t-icon name="plus" size="16"></t-icon>${this.adding}
      </button>
    </fieldset>`;
  }

  readonly #add = async () => {
    this.add({ value: '', types: this.kind === 'tel' ? ['cell'] : [] });
    await this.updateComplete;
    this.shadowRoot?.querySelector<HTMLInputElement>('.line:last-of-type input')?.focus();
  };

  #type(at: number, row: TypedRow, type: string): void {
    const others = row.types.filter((one) => !KNOWN.includes(one));
    this.put(at, { ...row, types: type ? [type, ...others] : others });
  }
}

function known(row: TypedRow, types: readonly string[]): string {
  return row.types.find((type) => types.includes(type)) ?? '';
}
