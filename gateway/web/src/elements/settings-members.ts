import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { Role } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/avatar';
import '../ui/copy-line';
import '../ui/dialog';
import '../ui/icon';

const words = strings.settings;

/** Who is in the workspace; owners and admins invite others by a link. */
@customElement('t-settings-members')
export class SettingsMembers extends TandemElement {
  @state() private inviting = false;
  @state() private invited: { name: string; link: string } | undefined;
  @state() private problem: Problem | undefined;

  static override styles = sections;

  protected override stores() {
    return [this.app.people, this.app.session];
  }

  protected override render() {
    const admin = this.app.session.isAdmin;
    return html`<div class="title">
        <div>
          <h2>${words.members}</h2>
          <p class="lead">${words.membersLead}</p>
        </div>
        ${admin
          ? html`<button class="button primary" @click=${this.#open} data-testid="invite">
              <t-icon name="user-plus" size="16"></t-icon>${words.invite}
            </button>`
          : nothing}
      </div>
      <div class="frame">
        ${this.app.people.value.members.map(
          (member) => html`<div class="row">
            <t-avatar .name=${member.name} .presence=${member.presence ?? ''}></t-avatar>
            <div class="words">
              <b>${member.name}</b>
              <p class="small quiet cut">${member.email}</p>
            </div>
            <span class="quiet">${strings.people.roles[member.role]}</span>
          </div>`,
        )}
      </div>
      ${admin ? nothing : html`<p class="hint">${words.adminOnly}</p>`} ${this.inviting ? this.#dialog() : nothing}`;
  }

  #dialog() {
    const people = strings.people;
    const { invited, problem } = this;
    return html`<t-dialog heading=${words.inviteTitle} @dismiss=${() => (this.inviting = false)}>
      ${invited
        ? html`<div class="stack">
            <form class="stack" @submit=${this.#close}>
              <p>${words.inviteDone(invited.name)}</p>
              <t-copy-line .value=${invited.link} data-testid="invite-link"></t-copy-line>
              <div class="actions"><button class="button primary">${strings.close}</button></div>
            </form>
          </div>`
        : html`<form class="stack" @submit=${this.#invite}>
            ${this.#field('name', people.name, 'text')} ${this.#field('email', strings.signIn.email, 'email')}
            <div class="field">
              <label for="role">${words.role}</label>
              <select id="role" name="role" class="input">
                <option value="member">${people.roles.member}</option>
                <option value="admin">${people.roles.admin}</option>
              </select>
            </div>
            ${problem && problem.fields.size === 0 ? html`<p class="notice" role="alert">${problem.message}</p>` : nothing}
            <div class="actions">
              <button class="button" type="button" @click=${() => (this.inviting = false)}>${strings.cancel}</button>
              <button class="button primary">${words.invite}</button>
            </div>
          </form>`}
    </t-dialog>`;
  }

  #field(name: string, label: string, type: string) {
    const wrong = this.problem?.fields.get(name);
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        type=${type}
        class="input"
        required
        maxlength="200"
        autocomplete="off"
        aria-invalid=${wrong !== undefined}
        ?autofocus=${name === 'name'}
      />
      <span class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</span>
    </div>`;
  }

  readonly #open = () => {
    this.invited = undefined;
    this.problem = undefined;
    this.inviting = true;
  };

  readonly #close = (event: Event) => {
    event.preventDefault();
    this.inviting = false;
  };

  readonly #invite = async (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const name = String(data.get('name')).trim();
    try {
      const answer = await this.app.api.invite({
        name,
        email: String(data.get('email')).trim(),
        role: String(data.get('role')) as Role,
      });
      this.problem = undefined;
      this.invited = { name, link: answer.sign_in_link };
      void this.app.people.refresh();
    } catch (thrown) {
      this.problem = Problem.of(thrown);
    }
  };
}
