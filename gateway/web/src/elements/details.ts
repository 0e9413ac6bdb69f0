import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { conversationName } from '../core/live';
import { shown } from '../core/phone-number';
import type { Contact, Conversation } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, columns } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';
import './consent-facts';
import './contact-form';
import './group-people';

/** Who the conversation is with, which of our numbers it uses, and who may read it. */
@customElement('t-details')
export class Details extends TandemElement {
  @property({ attribute: false }) conversation!: Conversation;
  @state() private editing = false;

  static override styles = [
    base,
    buttons,
    columns,
    css`
      :host {
        display: flex;
        flex-direction: column;
        background: var(--bg);
        min-block-size: 0;
      }
      .body {
        flex: 1;
        padding: 24px 20px;
      }
      .card {
        display: grid;
        justify-items: center;
        gap: 2px;
        margin-block-end: 20px;
        text-align: center;
      }
      .card t-avatar {
        margin-block-end: 10px;
      }
      .card h3 {
        max-inline-size: 100%;
        font-size: var(--text-large);
        line-height: 22px;
      }
      .card .button {
        margin-block-start: 12px;
      }
      dl {
        display: grid;
        gap: 14px;
        padding-block-start: 20px;
        border-block-start: 1px solid var(--line);
      }
      dt {
        font-size: var(--text-small);
        line-height: 16px;
        color: var(--text-3);
      }
      dd {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 4px;
        min-block-size: 24px;
      }
      .note {
        display: flex;
        gap: 10px;
        margin-block-start: 20px;
        padding: 12px;
        border-radius: 8px;
        background: var(--bg-sunken);
        color: var(--text-2);
        font-size: 13px;
        line-height: 18px;
      }
      .note b {
        display: block;
        font-weight: 600;
        color: var(--text);
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.workspace];
  }

  protected override render() {
    const { app, conversation } = this;
    const words = strings.details;
    const name = conversationName(app, conversation.participants, conversation.contact_name);
    const first = conversation.participants[0] ?? '';
    const group = conversation.participants.length > 1;
    const contact = group ? undefined : app.people.contactOf(first);
    const ours = app.workspace.numberOf(conversation.number_id);
    return html`<header class="head">
        <h2>${words.title}</h2>
        <span class="space"></span>
        <button class="icon-button" aria-label=${strings.close} title=${strings.close} @click=${() => tell(this, 'dismiss')}>
          <t-icon name="close"></t-icon>
        </button>
      </header>
      <div class="body scroll">
        <div class="card">
          <t-avatar .name=${name} size="large"></t-avatar>
          <h3 class="cut"><bdi>${name}</bdi></h3>
          ${group ? html`<span class="quiet small">${strings.group.people(conversation.participants.length)}</span>` : this.#contact(contact)}
        </div>
        <dl>
          ${group ? this.#people() : this.#number(first)}
          <div>
            <dt>${words.yourNumber}</dt>
            <dd>
              <span>${ours?.name ? html`${ours.name} · ` : nothing}<bdi>${shown(conversation.from)}</bdi></span>
            </dd>
          </div>
          ${group
            ? nothing
            : html`<div>
                <dt>${strings.consent.details}</dt>
                <dd><t-consent-facts .app=${app} .conversation=${conversation}></t-consent-facts></dd>
              </div>`}
          <div>
            <dt>${words.texts}</dt>
            <dd>${conversation.last_seq}</dd>
          </div>
        </dl>
        <p class="note">
          <t-icon name="lock" size="16"></t-icon><span><b>${words.who}</b>${strings.thread.lockLong}</span>
        </p>
      </div>
      ${this.editing
        ? html`<t-contact-form
            .app=${app}
            .contact=${contact}
            .number=${first}
            @dismiss=${() => (this.editing = false)}
          ></t-contact-form>`
        : nothing}`;
  }

  #contact(contact: Contact | undefined) {
    const words = strings.details;
    return html`${contact ? nothing : html`<span class="quiet small">${words.notContact}</span>`}
      <button class="button" @click=${() => (this.editing = true)}>
        <t-icon name=${contact ? 'pencil' : 'user-plus'} size="16"></t-icon>${contact ? words.editContact : words.addContact}
      </button>`;
  }

  #people() {
    return html`<div>
      <dt>${strings.group.inIt}</dt>
      <dd><t-group-people .app=${this.app} .conversation=${this.conversation}></t-group-people></dd>
    </div>`;
  }

  #number(number: string) {
    const words = strings.details;
    return html`<div>
      <dt>${words.number}</dt>
      <dd>
        <bdi>${shown(number)}</bdi>
        <button
          class="icon-button"
          aria-label=${words.copyNumber}
          title=${words.copyNumber}
          @click=${() => this.#copy(number)}
        >
          <t-icon name="copy" size="16"></t-icon>
        </button>
      </dd>
    </div>`;
  }

  #copy(number: string): void {
    void this.app.attempt(() => navigator.clipboard.writeText(number)).then((done) => done && this.app.toasts.say(strings.copied));
  }
}
