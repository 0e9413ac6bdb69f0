import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/icon';
import './carrier-account';
import './carrier-form';

const words = strings.settings;

/** Accounts at carriers: what there is, and adding one. */
@customElement('t-settings-carriers')
export class SettingsCarriers extends TandemElement {
  @state() private adding = false;

  static override styles = [
    ...sections,
    css`
      t-carrier-account + t-carrier-account {
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  protected override stores() {
    return [this.app.workspace, this.app.session];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.app.session.isAdmin) void this.app.attempt(() => this.app.workspace.refreshCarriers());
  }

  protected override render() {
    const { carriers, offered } = this.app.workspace.value;
    const admin = this.app.session.isAdmin;
    return html`<div class="title">
        <div>
          <h2>${words.carriers}</h2>
          <p class="lead">${words.carriersLead}</p>
        </div>
        ${admin
          ? html`<button
              class="button primary"
              ?disabled=${offered.length === 0}
              @click=${() => (this.adding = true)}
              data-testid="add-carrier"
            >
              <t-icon name="plus" size="16"></t-icon>${strings.carriers.add}
            </button>`
          : nothing}
      </div>
      ${admin
        ? html`<div class="frame">
            ${repeat(
              carriers,
              (account) => account.id,
              (account) => html`<t-carrier-account .app=${this.app} .account=${account}></t-carrier-account>`,
            )}
            ${carriers.length === 0 ? html`<p class="none">${words.carriersEmpty}</p>` : nothing}
          </div>`
        : html`<p class="hint">${words.adminOnly}</p>`}
      ${this.adding
        ? html`<t-carrier-form .app=${this.app} @dismiss=${() => (this.adding = false)}></t-carrier-form>`
        : nothing}`;
  }
}
