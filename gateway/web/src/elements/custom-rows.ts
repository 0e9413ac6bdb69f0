import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CustomField } from '../core/types';
import { strings } from '../strings';
import { tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/icon';

const words = strings.contact;

/** Fields that a workspace makes up itself: a label and a value each. Tells `rows` with all of them. */
@customElement('t-custom-rows')
export class CustomRows extends LitElement {
  @property({ attribute: false }) rows: readonly CustomField[] = [];

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
      .line {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1.4fr) auto;
        gap: 8px;
      }
    `,
  ];

  protected override render() {
    return html`<fieldset>
      <legend class="label">${words.custom}</legend>
      ${this.rows.map(
        (field, at) => html`<div class="line">
          ${(['label', 'value'] as const).map(
            (part) => html`<input
              class="input"
              maxlength=${part === 'label' ? 100 : 1000}
              autocomplete="off"
              aria-label=${words[part]}
              placeholder=${words[part]}
              .value=${field[part]}
              @input=${(event: Event) => this.#put(at, { ...field, [part]: (event.target as HTMLInputElement).value })}
            />`,
          )}
          <button
            class="icon-button"
            type="button"
            aria-label=${words.remove(field.label || words.custom)}
            title=${words.remove(field.label || words.custom)}
            @click=${() => this.#tell(this.rows.filter((_, other) => other !== at))}
          >
            <t-icon name="close" size="16"></t-icon>
          </button>
        </div>`,
      )}
      <button class="button" type="button" @click=${() => this.#tell([...this.rows, { label: '', value: '' }])}>
        <t-icon name="plus" size="16"></t-icon>${words.addCustom}
      </button>
    </fieldset>`;
  }

  #put(at: number, field: CustomField): void {
    this.#tell(this.rows.map((one, other) => (other === at ? field : one)));
  }

  #tell(rows: readonly CustomField[]): void {
    this.rows = rows;
    tell(this, 'rows', rows);
  }
}
