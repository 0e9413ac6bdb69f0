import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { matches } from '../core/find';
import type { ListKey } from '../core/keyboard';
import { shown } from '../core/phone-number';
import { href } from '../core/router';
import type { Contact, Member } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { panes } from '../ui/panes';
import { base, buttons, columns, fields } from '../ui/styles';
import '../ui/avatar';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';
import './contact-form';
import './person-card';

/** The team with its presence, and the workspace's contacts. */
@customElement('t-people')
export class PeopleScreen extends TandemElement {
  @state() private query = '';
  @state() private adding = false;

  static override styles = [
    base,
    buttons,
    columns,
    panes,
    fields,
    css`
      :host {
        --list: minmax(300px, 400px);
        --list-small: 300px;
      }
      .search {
        position: relative;
        padding: 12px 12px 4px;
      }
      .search t-icon {
        position: absolute;
        inset-block-start: 22px;
        inset-inline-start: 22px;
        color: var(--text-3);
      }
      .search .input {
        padding-inline-start: 34px;
      }
      .all {
        flex: 1;
        padding: 0 8px 16px;
      }
      h2 {
        padding: 14px 10px 6px;
        font-size: var(--text-small);
        line-height: 16px;
        color: var(--text-3);
      }
      .person {
        position: relative;
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 56px;
        padding-inline: 10px 6px;
        border-radius: 8px;
      }
      .person:hover {
        background: var(--bg-hover);
      }
      .person.here,
      .person.here:hover {
        background: var(--bg-active);
      }
      .person a.name {
        color: var(--text);
        font-weight: 500;
      }
      .person a.name::before {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: 8px;
      }
      .person a.name:hover {
        text-decoration: none;
      }
      .words {
        flex: 1;
        display: grid;
        min-inline-size: 0;
      }
      .person .icon-button {
        position: relative;
      }
      .call {
        color: var(--ok);
      }
      .first {
        margin-inline-start: 10px;
      }
      .none {
        padding: 4px 10px 10px;
        color: var(--text-2);
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.router.route, this.app.phone, this.app.session];
  }

  protected override willUpdate(): void {
    this.toggleAttribute('opened', this.app.router.route.value.id !== '');
  }

  listKey(key: ListKey): void {
    if (key === 'reply' || key === 'done') return;
    const ids = [...this.#members(), ...this.#contacts()].map((person) => person.id);
    const at = ids.indexOf(this.app.router.route.value.id);
    const next = ids[key === 'next' ? at + 1 : Math.max(0, at - 1)];
    if (next) this.app.router.go('people', next);
  }

  protected override render() {
    const words = strings.people;
    const { id } = this.app.router.route.value;
    const { loading, problem } = this.app.people.value;
    const known = this.app.people.member(id) ?? this.app.people.value.contacts.find((contact) => contact.id === id);
    return html`<section class="list" aria-label=${words.title}>
        <header class="head">
          <h1>${words.title}</h1>
          <span class="space"></span>
          <button
            class="icon-button"
            aria-label=${words.addContact}
            title=${words.addContact}
            @click=${() => (this.adding = true)}
            data-testid="add-contact"
          >
            <t-icon name="user-plus"></t-icon>
          </button>
          <a
            class="icon-button"
            href=${href('settings', 'contacts')}
            aria-label=${words.addressBook}
            title=${words.addressBook}
          >
            <t-icon name="more"></t-icon>
          </a>
        </header>
        ${loading === 'loading' || loading === 'idle'
          ? html`<t-skeleton></t-skeleton>`
          : loading === 'failed'
            ? html`<t-empty icon="alert" heading=${strings.problem.load} text=${problem?.message ?? ''}>
                <button class="button" @click=${() => void this.app.people.refresh()}>${strings.retry}</button>
              </t-empty>`
            : this.#lists()}
      </section>
      <section class="detail" aria-label=${strings.details.title}>
        ${known
          ? html`<t-person-card .app=${this.app} .person=${known}></t-person-card>`
          : html`<t-empty icon="users" heading=${words.choose} text=${words.chooseHint}></t-empty>`}
      </section>
      ${this.adding
        ? html`<t-contact-form .app=${this.app} @dismiss=${() => (this.adding = false)}></t-contact-form>`
        : nothing}`;
  }

  #members(): Member[] {
    return this.app.people.value.members.filter((member) => matches(this.query, member.name, member.email));
  }

  #contacts(): Contact[] {
    return this.app.people.value.contacts.filter((contact) =>
      matches(this.query, contact.name, contact.organisation, contact.nickname, ...contact.numbers, ...contact.emails.map((email) => email.value)),
    );
  }

  #lists() {
    const words = strings.people;
    const members = this.#members();
    const contacts = this.#contacts();
    const alone = this.app.people.value.members.length < 2;
    return html`<div class="search">
        <t-icon name="search" size="16"></t-icon>
        <input
          class="input"
          type="search"
          aria-label=${words.search}
          placeholder=${words.search}
          @input=${(event: Event) => (this.query = (event.target as HTMLInputElement).value.trim())}
        />
      </div>
      <div class="all scroll">
        ${this.query && members.length + contacts.length === 0
          ? html`<p class="none" role="status">${words.none(this.query)}</p>`
          : nothing}
        ${members.length > 0 ? html`<h2>${words.team}</h2>` : nothing}
        <ul aria-label=${words.team}>
          ${members.map((member) => this.#member(member))}
        </ul>
        ${alone && !this.query
          ? html`<p class="none">
              ${words.aloneHint} <a href=${href('settings', 'members')}>${words.invite}</a>
            </p>`
          : nothing}
        ${this.query && contacts.length === 0 ? nothing : html`<h2>${words.contacts}</h2>`}
        ${contacts.length === 0 && !this.query
          ? html`<p class="none">
              ${words.emptyContactsHint}
            </p>
            <button class="button first" @click=${() => (this.adding = true)}>
              <t-icon name="user-plus" size="16"></t-icon>${words.addContact}
            </button>`
          : html`<ul aria-label=${words.contacts}>
              ${contacts.map((contact) => this.#contact(contact))}
            </ul>`}
      </div>`;
  }

  #member(member: Member) {
    const me = member.id === this.app.session.me?.member.id;
    const presence = member.presence ?? 'offline';
    const words = strings.people;
    return html`<li
      class="person ${this.app.router.route.value.id === member.id ? 'here' : ''}"
      data-testid="person"
      data-presence=${presence}
    >
      <t-avatar .name=${member.name} .presence=${presence}></t-avatar>
      <span class="words">
        <a class="name cut" href=${href('people', member.id)}>${member.name}</a>
        <span class="small quiet">${me ? words.thisIsYou : words.presence[presence]}</span>
      </span>
      ${me
        ? nothing
        : html`<button
            class="icon-button call"
            aria-label=${strings.calls.callSomeone(member.name)}
            title=${strings.calls.callSomeone(member.name)}
            ?disabled=${this.app.phone.busy}
            @click=${() => this.app.callMember(member.id, member.name)}
            data-testid="call-${member.email}"
            data-member=${member.id}
          >
            <t-icon name="phone"></t-icon>
          </button>`}
    </li>`;
  }

  #contact(contact: Contact) {
    const first = contact.numbers[0];
    return html`<li class="person ${this.app.router.route.value.id === contact.id ? 'here' : ''}" data-testid="contact">
      <t-avatar
        .name=${contact.name}
        .photo=${contact.photo_id ? this.app.api.contactPhoto(contact.id, contact.photo_id) : ''}
      ></t-avatar>
      <span class="words">
        <a class="name cut" href=${href('people', contact.id)}>${contact.name}</a>
        <span class="small quiet cut"><bdi>${first ? shown(first) : contact.organisation || contact.emails[0]?.value || ''}</bdi></span>
      </span>
      ${first
        ? html`<a
            class="icon-button"
            href=${href('inbox', 'new', { to: first })}
            aria-label=${strings.people.textTo(contact.name)}
            title=${strings.people.textTo(contact.name)}
          >
            <t-icon name="message"></t-icon>
          </a>`
        : nothing}
    </li>`;
  }
}
