import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { CustomField } from '../core/types';
import { strings } from '../strings';
import { RowsElement } from '../ui/rows';
import '../ui/icon';

const words = strings.contact;

/** Fields that a workspace makes up itself: a label and a value each. Tells `rows` with all of them. */
@customElement('t-custom-rows')
export class CustomRows extends RowsElement<CustomField> {
  static override styles = [
    ...RowsElement.styles,
    css`
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
              @input=${(event: Event) => this.put(at, { ...field, [part]: (event.target as HTMLInputElement).value })}
            />`,
          )}
          <button
            class="icon-button"
            type="button"
            aria-label=${words.remove(field.label || words.custom)}
            title=${words.remove(field.label || words.custom)}
            @click=${() => this.takeOut(at)}
          >
            <t-icon name="close" size="16"></t-icon>
          </button>
        </div>`,
      )}
      <button class="button" type="button" @click=${() => this.add({ label: '', value: '' })}>
        <t-icon name="plus" size="16"></t-icon>${words.addCustom}
      </button>
    </fieldset>`;
  }
}
