import { css, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { tell } from './element';
import { base, buttons, fields } from './styles';

/** A group of form rows that can be added, changed and taken out. Tells `rows` with all of them. */
export abstract class RowsElement<Row> extends LitElement {
  @property({ attribute: false }) rows: readonly Row[] = [];

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
    `,
  ];

  protected add(row: Row): void {
    this.tellRows([...this.rows, row]);
  }

  protected put(at: number, row: Row): void {
    this.tellRows(this.rows.map((one, other) => (other === at ? row : one)));
  }

  protected takeOut(at: number): void {
    this.tellRows(this.rows.filter((_, other) => other !== at));
  }

  private tellRows(rows: readonly Row[]): void {
    this.rows = rows;
    tell(this, 'rows', rows);
  }
}
