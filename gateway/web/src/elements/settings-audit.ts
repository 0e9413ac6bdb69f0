import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { sentence } from '../core/audit';
import { Problem } from '../core/problem';
import type { AuditEntry, TreeHead } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';

const words = strings.audit;

/** What was done in the workspace, in sentences; and the tree head that proves it, to be kept elsewhere. */
@customElement('t-settings-audit')
export class SettingsAudit extends TandemElement {
  @state() private entries: readonly AuditEntry[] = [];
  @state() private cursor: string | null = null;
  @state() private loading = true;
  @state() private problem: Problem | undefined;
  @state() private head: TreeHead | undefined;
  #turn = 0;
  #filter = { actor: '', action: '', from: '', until: '' };

  static override styles = [
    ...sections,
    css`
      .filter {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
        gap: 12px;
        margin-block-end: 16px;
      }
      .filter .field {
        min-inline-size: 0;
      }
      .filter .input {
        inline-size: 100%;
        min-inline-size: 0;
      }
      .entry p {
        overflow-wrap: anywhere;
      }
      .entry {
        display: grid;
        gap: 2px;
        padding: 10px 16px;
      }
      .entry + .entry {
        border-block-start: 1px solid var(--line);
      }
      .hash {
        font-family: var(--mono, ui-monospace, monospace);
        font-size: var(--text-small);
        overflow-wrap: anywhere;
      }
      .proof {
        display: grid;
        gap: 8px;
        padding: 16px;
      }
      .foot {
        display: grid;
        justify-items: center;
        padding: 12px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.session];
  }

  protected override firstUpdated(): void {
    void this.#read(null);
    void this.app.attempt(async () => (this.head = await this.app.api.auditHead())).catch(() => undefined);
  }

  protected override render() {
    if (this.app.session.me?.member.role === 'member') {
      return html`<h2>${words.title}</h2>
        <p class="lead">${words.adminsOnly}</p>`;
    }
    return html`<h2>${words.title}</h2>
      <p class="lead">${words.lead}</p>
      ${this.#form()} ${this.#list()}
      <h3>${words.proof}</h3>
      <p class="lead">${words.proofLead}</p>
      ${this.head
        ? html`<div class="frame proof">
            <p>${words.headOf(this.head.size, when.exact(this.head.at))}</p>
            <p class="hash">${this.head.root}</p>
            <div class="actions">
              <button class="button" @click=${this.#keep} data-testid="audit-keep">${words.keep}</button>
              <button class="button" @click=${this.#exportHeads} data-testid="audit-heads">${words.exportHeads}</button>
            </div>
          </div>`
        : nothing}`;
  }

  #form() {
    const members = this.app.people.value.members;
    return html`<form class="filter" aria-label=${words.filter} @change=${this.#filterChanged} @submit=${(event: Event) => event.preventDefault()}>
      <div class="field">
        <label for="actor">${words.who}</label>
        <select id="actor" name="actor" class="input">
          <option value="">${words.anybody}</option>
          ${members.map((member) => html`<option value=${member.id}>${member.name}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="action">${words.what}</label>
        <select id="action" name="action" class="input" data-testid="audit-action">
          <option value="">${words.anything}</option>
          ${Object.entries(words.actions).map(([action, label]) => html`<option value=${action}>${label}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="from">${words.from}</label>
        <input id="from" name="from" type="date" class="input" />
      </div>
      <div class="field">
        <label for="until">${words.until}</label>
        <input id="until" name="until" type="date" class="input" />
      </div>
    </form>`;
  }

  #list() {
    if (this.problem) {
      return html`<div class="foot" role="alert">
        <p>${this.problem.message}</p>
        <button class="button" @click=${() => void this.#read(null)}>${strings.retry}</button>
      </div>`;
    }
    if (this.entries.length === 0) {
      return this.loading ? html`<t-skeleton rows="5"></t-skeleton>` : html`<p class="frame none">${words.empty}</p>`;
    }
    return html`<div class="frame" role="log" aria-label=${words.title}>
        ${this.entries.map(
          (entry) => html`<div class="entry" data-testid="audit-entry">
            <p><bdi>${sentence(entry, this.#name)}</bdi></p>
            <p class="small quiet">
              <time datetime=${entry.at}>${when.exact(entry.at)}</time> · ${words.number(entry.number)}${entry.detail['address']
                ? html` · <bdi>${entry.detail['address']}</bdi>`
                : nothing}
            </p>
          </div>`,
        )}
      </div>
      ${this.cursor === null
        ? nothing
        : html`<div class="foot">
            <button class="button" ?disabled=${this.loading} @click=${() => void this.#read(this.cursor)}>${strings.more}</button>
          </div>`}`;
  }

  readonly #name = (id: string) => this.app.people.member(id)?.name;

  readonly #filterChanged = (event: Event) => {
    const data = new FormData((event.target as HTMLElement).closest('form')!);
    const day = (field: string, plus: number) => {
      const value = String(data.get(field));
      if (value === '') return '';
      const date = new Date(`${value}T00:00:00`);
      date.setDate(date.getDate() + plus);
      return date.toISOString();
    };
    this.#filter = {
      actor: String(data.get('actor')),
      action: String(data.get('action')),
      from: day('from', 0),
      until: day('until', 1),
    };
    void this.#read(null);
  };

  async #read(cursor: string | null): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    this.problem = undefined;
    try {
      const page = await this.app.api.audit(this.#filter, cursor);
      if (turn !== this.#turn) return;
      this.entries = cursor === null ? page.data : [...this.entries, ...page.data];
      this.cursor = page.next_cursor;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = Problem.of(thrown);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  readonly #keep = () => {
    if (this.head) save(`audit-head-${this.head.size}.txt`, this.head.checkpoint);
  };

  readonly #exportHeads = () =>
    void this.app.attempt(async () => {
      const heads = await this.app.api.auditHeads();
      save('audit-heads.txt', heads.map((head) => head.checkpoint).join('\n'));
    });
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
