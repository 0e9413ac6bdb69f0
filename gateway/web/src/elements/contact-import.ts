import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ImportQuery } from '../core/api';
import { Problem } from '../core/problem';
import type { ImportReport } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/icon';

const words = strings.addressBook;
const WAYS = ['merge', 'skip', 'add'] as const;
const ROWS_SHOWN = 100;
const MAX_BYTES = 16 * 1024 * 1024;
/** What a column can be, as the interface names it. */
const COLUMNS = [
  'ignore', 'field', 'name', 'prefix', 'given', 'additional', 'family', 'suffix', 'nickname', 'organisation',
  'department', 'title', 'birthday', 'notes', 'phone', 'phone:cell', 'phone:work', 'phone:home', 'phone:fax', 'email',
  'email:work', 'email:home', 'url', 'label', 'street', 'locality', 'region', 'postal_code', 'country',
];

/** A file of contacts: what it would do, then what it did, row by row. */
@customElement('t-contact-import')
export class ContactImport extends TandemElement {
  @state() private file: File | undefined;
  @state() private report: ImportReport | undefined;
  @state() private duplicates: ImportQuery['duplicates'] = 'merge';
  @state() private columns: string[] | undefined;
  @state() private busy = false;
  @state() private wrong: string | undefined;
  @state() private over = false;

  static override styles = [
    ...sections,
    css`
      .drop {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 12px;
        padding: 20px 16px;
        border: 1px dashed var(--line-strong);
        border-radius: 10px;
        color: var(--text-2);
      }
      .drop.over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      input[type='file'] {
        position: absolute;
        inline-size: 1px;
        opacity: 0;
      }
      .panel {
        display: grid;
        gap: 16px;
        min-inline-size: 0;
      }
      /* What stands in <details> does not inherit box-sizing from the host. */
      .columns * {
        box-sizing: border-box;
      }
      .columns {
        margin-block-start: 8px;
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
        gap: 12px;
      }
      .rows {
        max-block-size: 360px;
        overflow: auto;
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
      }
      td {
        padding: 8px 12px;
        border-block-start: 1px solid var(--line);
        vertical-align: top;
        overflow-wrap: anywhere;
      }
      tr:first-child td {
        border-block-start: 0;
      }
      td:first-child,
      td:nth-child(3) {
        white-space: nowrap;
      }
      tr.refused td:nth-child(3) {
        color: var(--bad);
      }
    `,
  ];

  protected override render() {
    return html`<h3>${words.importTitle}</h3>
      <p class="lead">${words.importLead}</p>
      <div class="panel" aria-busy=${this.busy}>
        ${this.report && this.file ? this.#report(this.report) : this.#drop()}
        ${this.wrong ? html`<p class="notice" role="alert">${this.wrong}</p>` : nothing}
      </div>`;
  }

  #drop() {
    return html`<div
      class="drop ${this.over ? 'over' : ''}"
      @dragover=${(event: DragEvent) => {
        event.preventDefault();
        this.over = true;
      }}
      @dragleave=${() => (this.over = false)}
      @drop=${(event: DragEvent) => {
        event.preventDefault();
        this.over = false;
        this.#take(event.dataTransfer?.files[0]);
      }}
    >
      <input
        type="file"
        tabindex="-1"
        accept=".vcf,.vcard,.csv,text/vcard,text/csv"
        aria-label=${words.dropLabel}
        @change=${(event: Event) => this.#take((event.target as HTMLInputElement).files?.[0])}
        data-testid="import-file"
      />
      <button
        class="button"
        ?disabled=${this.busy}
        @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}
      >
        <t-icon name="plus" size="16"></t-icon>${words.choose}
      </button>
      <span role="status">${this.busy ? words.reading : words.drop}</span>
    </div>`;
  }

  #report(report: ImportReport) {
    const taken = report.made + report.merged;
    return html`<p role="status" data-testid="import-counts">
        <b>${report.preview ? this.file?.name : words.done}</b> ·
        ${words.counts(report.made, report.merged, report.skipped, report.refused)}
      </p>
      ${report.preview ? this.#choices(report) : nothing}
      <div class="frame rows" tabindex="0" role="region" aria-label=${words.importTitle}>
        <table>
          ${report.rows.slice(0, ROWS_SHOWN).map(
            (row) => html`<tr class=${row.outcome} data-testid="import-row">
              <td class="small quiet">${words.line(row.line)}</td>
              <td>${row.name ?? ''}${row.reason ? html`<p class="small quiet">${row.reason}</p>` : nothing}</td>
              <td>${words.outcome[row.outcome]}</td>
            </tr>`,
          )}
        </table>
        ${report.rows.length > ROWS_SHOWN
          ? html`<p class="none">${words.more(report.rows.length - ROWS_SHOWN)}</p>`
          : nothing}
      </div>
      <div class="actions">
        <button class="button" ?disabled=${this.busy} @click=${this.#forget}>
          ${report.preview ? strings.cancel : words.another}
        </button>
        ${report.preview
          ? html`<button
              class="button primary"
              ?disabled=${this.busy || taken === 0}
              @click=${() => void this.#send(false)}
              data-testid="import-take"
            >
              ${this.busy ? words.taking : taken === 0 ? words.nothing : words.take(taken)}
            </button>`
          : nothing}
      </div>`;
  }

  #choices(report: ImportReport) {
    return html`<div class="field">
        <label for="duplicates">${words.duplicates}</label>
        <select
          id="duplicates"
          class="input"
          @change=${(event: Event) => {
            this.duplicates = WAYS.find((way) => way === (event.target as HTMLSelectElement).value) ?? 'merge';
            void this.#send(true);
          }}
          data-testid="import-duplicates"
        >
          ${WAYS.map((way) => html`<option value=${way} ?selected=${way === this.duplicates}>${words[way]}</option>`)}
        </select>
      </div>
      ${report.columns.length > 0
        ? html`<details>
            <summary>${words.columns}</summary>
            <p class="small quiet">${words.columnsHint}</p>
            <div class="columns">${report.columns.map((column, at) => this.#column(column, at))}</div>
          </details>`
        : nothing}`;
  }

  #column(column: ImportReport['columns'][number], at: number) {
    const choices = COLUMNS.includes(column.column) ? COLUMNS : [column.column, ...COLUMNS];
    return html`<div class="field">
      <label for="column-${at}">${column.heading}</label>
      <select
        id="column-${at}"
        class="input"
        @change=${(event: Event) => {
          const columns = this.report?.columns.map((one) => one.column) ?? [];
          columns[at] = (event.target as HTMLSelectElement).value;
          this.columns = columns;
          void this.#send(true);
        }}
      >
        ${choices.map((one) => html`<option value=${one} ?selected=${one === column.column}>${one.replace(/[_:]/g, ' ')}</option>`)}
      </select>
    </div>`;
  }

  #take(file: File | undefined): void {
    if (!file) return;
    this.wrong = file.size > MAX_BYTES ? words.tooLarge : undefined;
    if (this.wrong) return;
    this.file = file;
    this.columns = undefined;
    void this.#send(true);
  }

  async #send(preview: boolean): Promise<void> {
    if (!this.file) return;
    this.busy = true;
    this.wrong = undefined;
    const csv = /\.(csv|txt|tsv)$/i.test(this.file.name) || this.file.type === 'text/csv';
    try {
      this.report = await this.app.api.importContacts(this.file, csv ? 'text/csv' : 'text/vcard', {
        duplicates: this.duplicates,
        preview,
        ...(csv && this.columns && { columns: this.columns }),
      });
      if (!preview) {
        void this.app.people.refresh();
        void this.app.conversations.refresh();
      }
    } catch (thrown) {
      this.wrong = Problem.of(thrown).message;
    } finally {
      this.busy = false;
    }
  }

  readonly #forget = () => {
    this.file = undefined;
    this.report = undefined;
    this.wrong = undefined;
  };
}
