import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { AddressBookRestored } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/dialog';
import '../ui/icon';
import './contact-import';
import './deleted-contacts';
import type { DeletedContacts } from './deleted-contacts';

const words = strings.addressBook;
const KEPT = 90 * 24 * 3600 * 1000;

/** The workspace's contacts as a whole: in, out, and back to what they were. */
@customElement('t-settings-contacts')
export class SettingsContacts extends TandemElement {
  @state() private wanted: Date | undefined;
  @state() private busy = false;
  @state() private wrong: string | undefined;
  @state() private restored: AddressBookRestored | undefined;
  @query('#at') private readonly at!: HTMLInputElement;
  @query('t-deleted-contacts') private readonly gone!: DeletedContacts | null;

  static override styles = [
    ...sections,
    css`
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        gap: 8px;
      }
      .line .field {
        flex: 0 1 240px;
      }
      .result {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 12px;
        margin-block-start: 12px;
      }
      .gone {
        display: block;
        margin-block-start: 28px;
      }
      .sure {
        display: grid;
        gap: 16px;
        padding: 20px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.session];
  }

  protected override render() {
    const { api } = this.app;
    const admin = this.app.session.me?.member.role !== 'member';
    return html`<h2>${words.title}</h2>
      <p class="lead">${words.lead}</p>
      <t-contact-import .app=${this.app}></t-contact-import>
      <h3>${words.exportTitle}</h3>
      <p class="lead">${words.exportLead}</p>
      <div class="ways">
        <a class="button" href=${api.contactsExport('4.0')} download="contacts.vcf" data-testid="contacts-export">
          <t-icon name="download" size="16"></t-icon>${words.exportNew}
        </a>
        <a class="button" href=${api.contactsExport('3.0')} download="contacts.vcf">
          <t-icon name="download" size="16"></t-icon>${words.exportOld}
        </a>
      </div>
      <t-deleted-contacts class="gone" .app=${this.app}></t-deleted-contacts>
      <h3>${words.restoreTitle}</h3>
      <p class="lead">${words.restoreLead}</p>
      ${admin ? this.#restore() : html`<p class="quiet">${words.adminsOnly}</p>`}`;
  }

  #restore() {
    const now = Date.now();
    return html`<form class="line" @submit=${this.#ask} novalidate>
        <div class="field">
          <label for="at">${words.restoreAt}</label>
          <input
            id="at"
            class="input"
            type="datetime-local"
            min=${local(new Date(now - KEPT))}
            max=${local(new Date(now))}
            .value=${local(new Date(now - 24 * 3600 * 1000))}
            aria-invalid=${this.wrong !== undefined}
            aria-describedby="at-wrong"
            data-testid="restore-at"
          />
        </div>
        <button class="button" ?disabled=${this.busy} data-testid="restore-book">${words.restore}</button>
      </form>
      <span id="at-wrong" class="wrong" role="alert">${this.wrong}</span>
      ${this.restored
        ? html`<div class="result" role="status">
            <span>${words.restored(this.restored.brought_back, this.restored.changed_back, this.restored.removed)}</span>
            <button class="button" ?disabled=${this.busy} @click=${this.#undo} data-testid="restore-undo">
              ${words.undoRestore}
            </button>
          </div>`
        : nothing}
      ${this.wanted ? this.#sure(this.wanted) : nothing}`;
  }

  #sure(at: Date) {
    return html`<t-dialog heading=${words.restoreTitle} @dismiss=${() => (this.wanted = undefined)}>
      <div class="sure">
        <p><b>${words.restoreSure(when.exact(at.toISOString()))}</b></p>
        <p>${words.restoreSureLead}</p>
        <div class="actions">
          <button class="button" autofocus @click=${() => (this.wanted = undefined)}>${strings.cancel}</button>
          <button
            class="button primary"
            ?disabled=${this.busy}
            @click=${() => void this.#go(at.toISOString())}
            data-testid="restore-sure"
          >
            ${this.busy ? words.restoring : words.restoreTitle}
          </button>
        </div>
      </div>
    </t-dialog>`;
  }

  readonly #ask = (event: Event) => {
    event.preventDefault();
    const at = new Date(this.at.value);
    const age = Date.now() - at.getTime();
    const good = age > 0 && age < KEPT;
    this.wrong = good ? undefined : words.badTime;
    if (good) this.wanted = at;
    else this.at.focus();
  };

  readonly #undo = () => this.restored && this.#go(this.restored.undo_at);

  async #go(at: string): Promise<void> {
    this.busy = true;
    try {
      this.restored = await this.app.api.restoreContacts(at);
      this.wrong = undefined;
      void this.gone?.refresh();
      void this.app.people.refresh();
      void this.app.conversations.refresh();
    } catch (thrown) {
      this.wrong = Problem.of(thrown).message;
    } finally {
      this.busy = false;
      this.wanted = undefined;
    }
  }
}

/** As a datetime-local field has it: the member's own zone, to the minute. */
function local(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
