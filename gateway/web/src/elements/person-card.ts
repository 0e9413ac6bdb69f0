import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { mayBeTexted } from '../core/consent';
import { shown } from '../core/phone-number';
import { href, type Place } from '../core/router';
import type { CallRecord, Contact, Member } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, columns } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';
import './call-facts';
import './call-row';
import './contact-facts';
import './contact-form';
import './contact-history';

/** One person: how to reach them, and what there was between you. */
@customElement('t-person-card')
export class PersonCard extends TandemElement {
  @property({ attribute: false }) person!: Member | Contact;
  /** Where the way back leads on a narrow screen. */
  @property() from: Place = 'people';
  /** The call by which they were found, to be told in detail. */
  @property({ attribute: false }) call: CallRecord | undefined = undefined;
  @state() private editing = false;
  @state() private remembering = false;

  static override styles = [
    base,
    buttons,
    columns,
    css`
      :host {
        display: flex;
        flex-direction: column;
        block-size: 100%;
      }
      .back {
        display: none;
        margin-inline-start: -8px;
      }
      .body {
        flex: 1;
        min-block-size: 0;
      }
      .inner {
        inline-size: min(100%, 620px);
        margin-inline: auto;
        padding: 40px 24px;
      }
      .card {
        display: flex;
        align-items: center;
        gap: 20px;
      }
      .card h2 {
        font-size: 22px;
        line-height: 28px;
        letter-spacing: -0.015em;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-block: 24px;
      }
      .actions .button {
        min-block-size: max(36px, var(--target));
      }
      h3 {
        margin-block: 28px 4px;
        padding-block-end: 8px;
        border-block-end: 1px solid var(--line);
        font-size: 13px;
        color: var(--text-2);
      }
      .number {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: 48px;
      }
      .reach {
        display: grid;
        flex: 1;
        min-inline-size: 0;
      }
      .recent {
        margin-inline: -12px;
      }
      .none {
        padding-block: 12px;
        color: var(--text-2);
      }
      @container (max-width: 640px) {
        .back {
          display: inline-grid;
        }
        .inner {
          padding: 24px 16px;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.calls, this.app.phone, this.app.conversations];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app.calls.ensure();
  }

  protected override render() {
    const { person } = this;
    return html`<header class="head">
        <a class="icon-button back" href=${href(this.from)} aria-label=${strings.back}><t-icon name="back"></t-icon></a>
      </header>
      <div class="body scroll"><div class="inner">${'role' in person ? this.#member(person) : this.#contact(person)}</div></div>`;
  }

  #member(member: Member) {
    const words = strings.people;
    const presence = member.presence ?? 'offline';
    const me = this.app.session.me?.member.id;
    const between = this.app.calls.value.items.filter(
      (call) => call.caller?.member_id === member.id || call.callee?.member_id === member.id,
    );
    return html`<div class="card">
        <t-avatar .name=${member.name} .presence=${presence} size="huge"></t-avatar>
        <div>
          <h2>${member.name}</h2>
          <p class="quiet">${words.presence[presence]} · ${words.roles[member.role]}</p>
          <p class="quiet"><a href="mailto:${member.email}">${member.email}</a></p>
        </div>
      </div>
      ${member.id === me
        ? nothing
        : html`<div class="actions">
              <button
                class="button good"
                ?disabled=${this.app.phone.busy}
                @click=${() => this.app.callMember(member.id, member.name)}
                data-testid="person-call"
              >
                <t-icon name="phone" size="16"></t-icon>${strings.calls.call}
              </button>
              ${this.app.session.me?.voicemail.available
                ? html`<button
                    class="button"
                    ?disabled=${this.app.phone.busy}
                    @click=${() => this.app.callMember(member.id, member.name, true)}
                    data-testid="person-voicemail"
                  >
                    <t-icon name="voicemail" size="16"></t-icon>${strings.call.leaveVoicemail}
                  </button>`
                : nothing}
            </div>
            ${this.call
              ? html`<h3>${strings.calls.facts.title}</h3>
                  <t-call-facts .app=${this.app} .call=${this.call}></t-call-facts>`
              : nothing}
            <h3>${words.recent}</h3>
            ${between.length === 0
              ? html`<p class="none">${words.noRecent}</p>`
              : html`<div class="recent">
                  ${between.slice(0, 20).map((call) => html`<t-call-row short .app=${this.app} .call=${call}></t-call-row>`)}
                </div>`}`}`;
  }

  #contact(contact: Contact) {
    const words = strings.people;
    const between = this.app.conversations.value.items.filter((conversation) =>
      conversation.participants.some((number) => contact.numbers.includes(number)),
    );
    const work = [contact.title, contact.organisation].filter(Boolean).join(' · ');
    return html`<div class="card">
        <t-avatar
          .name=${contact.name}
          .photo=${contact.photo_id ? this.app.api.contactPhoto(contact.id, contact.photo_id) : ''}
          size="huge"
        ></t-avatar>
        <div>
          <h2>${contact.name}</h2>
          <p class="quiet">${work || words.contacts}</p>
        </div>
      </div>
      <div class="actions">
        <button class="button" @click=${() => (this.editing = true)} data-testid="edit-contact">
          <t-icon name="pencil" size="16"></t-icon>${strings.edit}
        </button>
        <button class="button" @click=${() => (this.remembering = true)} data-testid="contact-history">
          <t-icon name="clock" size="16"></t-icon>${strings.contact.history}
        </button>
        <button class="button warning" @click=${this.#delete} data-testid="delete-contact">
          <t-icon name="trash" size="16"></t-icon>${strings.remove}
        </button>
      </div>
      ${contact.numbers.length > 0 ? html`<h3>${words.numbers}</h3>` : nothing}
      ${contact.numbers.map((number) => {
        const conversation = between.find((one) => one.participants.includes(number));
        return html`<div class="number">
          <span class="reach"
            ><bdi>${shown(number)}</bdi>
            ${conversation && !mayBeTexted(conversation.consent)
              ? html`<span class="small quiet">${strings.consent.states[conversation.consent.state] ?? strings.consent.states.doubtful}</span>`
              : nothing}</span
          >
          <a class="button" href=${conversation ? href('inbox', conversation.id) : href('inbox', 'new', { to: number })}>
            <t-icon name="message" size="16"></t-icon>${words.text}
          </a>
        </div>`;
      })}
      <t-contact-facts .card=${contact}></t-contact-facts>
      ${this.remembering
        ? html`<t-contact-history
            .app=${this.app}
            .contact=${contact}
            @dismiss=${() => (this.remembering = false)}
          ></t-contact-history>`
        : nothing}
      ${this.editing
        ? html`<t-contact-form .app=${this.app} .contact=${contact} @dismiss=${() => (this.editing = false)}></t-contact-form>`
        : nothing}`;
  }

  readonly #delete = () => {
    this.app.deleteContact(this.person.id);
    this.app.router.go('people');
  };
}
