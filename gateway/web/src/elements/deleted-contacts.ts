import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shown } from '../core/phone-number';
import { Problem } from '../core/problem';
import type { DeletedContact, Id } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/icon';
import '../ui/skeleton';

const words = strings.deletedContacts;

/** The contacts that were deleted in the last 90 days, each with the way back. */
@customElement('t-deleted-contacts')
export class DeletedContacts extends TandemElement {
  @state() private gone: readonly DeletedContact[] | undefined;
  @state() private cursor: string | null = null;
  @state() private problem: string | undefined;
  /** The one that is on its way back. */
  @state() private returning: Id | undefined;

  static override styles = [
    ...sections,
    css`
      h3 {
        margin-block-start: 0;
      }
      .row b {
        overflow-wrap: anywhere;
      }
      bdi {
        margin-inline-end: 8px;
        white-space: nowrap;
      }
      .row .button {
        flex: none;
      }
      .more {
        display: grid;
        justify-items: center;
        margin-block-start: 12px;
      }
      .notice {
        margin-block-end: 12px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.people];
  }

  protected override firstUpdated(): void {
    void this.#read();
  }

  /** Reads the list anew: contacts were deleted or came back elsewhere. */
  async refresh(): Promise<void> {
    this.cursor = null;
    await this.#read(true);
  }

  protected override render() {
    return html`<h3 id="gone" tabindex="-1">${words.title}</h3>
      <p class="lead">${words.lead}</p>
      ${this.problem
        ? html`<p class="notice" role="alert">
            ${this.problem}
            <button class="button" @click=${() => void this.refresh()}>${strings.retry}</button>
          </p>`
        : nothing}
      ${this.gone ? this.#list(this.gone) : this.problem ? nothing : html`<t-skeleton rows="2"></t-skeleton>`}
      ${this.cursor
        ? html`<div class="more"><button class="button" @click=${() => void this.#read()}>${words.older}</button></div>`
        : nothing}`;
  }

  #list(gone: readonly DeletedContact[]) {
    return html`<div class="frame" role="list" aria-labelledby="gone">
      ${gone.map((one) => this.#row(one))}
      ${gone.length === 0 ? html`<p class="none" data-testid="deleted-none">${words.empty}</p>` : nothing}
    </div>`;
  }

  #row(one: DeletedContact) {
    const name = one.contact.name || one.contact.numbers.map(shown)[0] || words.nameless;
    const who = this.app.people.member(one.deleted_by)?.name ?? words.someone;
    return html`<div class="row" role="listitem" data-testid="deleted-contact">
      <div class="words">
        <b>${name}</b>
        ${one.contact.numbers.length > 0
          ? html`<p class="small quiet">${one.contact.numbers.map((number) => html`<bdi>${shown(number)}</bdi> `)}</p>`
          : nothing}
        <p class="small quiet">${words.deleted(when.exact(one.deleted_at), who)}</p>
      </div>
      <button
        class="button"
        aria-label=${words.bringBackLabel(name)}
        ?disabled=${this.returning !== undefined}
        @click=${() => void this.#bringBack(one, name)}
        data-testid="bring-back"
      >
        ${words.bringBack}
      </button>
    </div>`;
  }

  async #read(anew = false): Promise<void> {
    try {
      const page = await this.app.api.deletedContacts(this.cursor);
      this.gone = [...(anew ? [] : (this.gone ?? [])), ...page.data];
      this.cursor = page.next_cursor;
      this.problem = undefined;
    } catch (thrown) {
      this.problem = Problem.of(thrown).message;
    }
  }

  async #bringBack(one: DeletedContact, name: string): Promise<void> {
    this.returning = one.id;
    try {
      this.app.people.keep(await this.app.api.restoreContact(one.id, one.version));
      void this.app.conversations.refresh();
      const at = this.gone?.indexOf(one) ?? 0;
      this.gone = this.gone?.filter((other) => other !== one);
      this.problem = undefined;
      this.app.toasts.say(words.isBack(name));
      this.returning = undefined;
      await this.updateComplete;
      this.#focusNear(at);
    } catch (thrown) {
      this.problem = Problem.of(thrown).message;
    } finally {
      this.returning = undefined;
    }
  }

  /** The row that took the place of the one that left, so that the keyboard goes on there; the title when none is left. */
  #focusNear(at: number): void {
    const left = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-testid="bring-back"]')];
    (left[Math.min(at, left.length - 1)] ?? this.renderRoot.querySelector<HTMLElement>('#gone'))?.focus();
  }
}
