import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { Contact, ContactVersion, Id } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/dialog';
import './contact-facts';

const words = strings.contact;

/** What a contact was in the last 90 days, who changed it, and the way back. */
@customElement('t-contact-history')
export class ContactHistory extends TandemElement {
  @property({ attribute: false }) contact!: Contact;
  @state() private versions: readonly ContactVersion[] | undefined;
  @state() private cursor: string | null = null;
  @state() private problem: string | undefined;
  @state() private busy = false;

  static override styles = [
    base,
    buttons,
    fields,
    css`
      :host {
        position: absolute;
        --dialog-width: 560px;
      }
      .body {
        display: grid;
        gap: 12px;
        padding: 20px;
      }
      .lead {
        color: var(--text-2);
      }
      li {
        padding-block: 14px;
        border-block-start: 1px solid var(--line);
      }
      .top {
        display: flex;
        align-items: flex-start;
        gap: 12px;
      }
      .top div {
        flex: 1;
        min-inline-size: 0;
      }
      h3 {
        font-size: 14px;
        overflow-wrap: anywhere;
      }
      .more {
        justify-self: center;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  protected override render() {
    return html`<t-dialog heading="${words.history}: ${this.contact.name}">
      <div class="body">
        <p class="lead">${words.historyLead}</p>
        ${this.problem ? html`<p class="notice" role="alert">${this.problem}</p>` : nothing}
        ${this.versions?.length === 0 ? html`<p class="lead">${words.historyEmpty}</p>` : nothing}
        <ul aria-label=${words.history}>
          ${this.versions?.map((version) => this.#version(version))}
        </ul>
        ${this.cursor
          ? html`<button class="button more" @click=${() => void this.#read()}>${words.older}</button>`
          : nothing}
      </div>
    </t-dialog>`;
  }

  #version(version: ContactVersion) {
    const until = when.exact(version.until);
    const who = this.#name(version.ended_by);
    const { contact } = version;
    return html`<li data-testid="contact-version">
      <div class="top">
        <div>
          <h3>${contact.name}</h3>
          <p class="small quiet">${words.span(when.exact(version.from), until)}</p>
          <p class="small quiet">${version.deleted ? words.deletedBy(who) : words.endedBy(who)}</p>
        </div>
        <button
          class="button"
          aria-label=${words.restoreLabel(until)}
          ?disabled=${this.busy}
          @click=${() => void this.#restore(version)}
          data-testid="contact-restore"
        >
          ${words.restore}
        </button>
      </div>
      ${contact.numbers.length > 0 ? html`<p><bdi>${contact.numbers.join(', ')}</bdi></p>` : nothing}
      <t-contact-facts .card=${contact}></t-contact-facts>
    </li>`;
  }

  #name(member: Id | null): string {
    return this.app.people.member(member)?.name ?? words.someone;
  }

  async #read(): Promise<void> {
    try {
      const page = await this.app.api.contactHistory(this.contact.id, this.cursor);
      this.versions = [...(this.versions ?? []), ...page.data];
      this.cursor = page.next_cursor;
    } catch (thrown) {
      this.problem = Problem.of(thrown).message;
    }
  }

  async #restore(version: ContactVersion): Promise<void> {
    this.busy = true;
    try {
      this.app.people.keep(await this.app.api.restoreContact(this.contact.id, version.version));
      void this.app.conversations.refresh();
      this.app.toasts.say(words.restored);
      tell(this, 'dismiss');
    } catch (thrown) {
      this.problem = Problem.of(thrown).message;
    } finally {
      this.busy = false;
    }
  }
}
