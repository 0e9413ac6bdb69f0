import { css, html } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/avatar';
import '../ui/icon';

const words = strings.settings;

/** The member: name, e-mail, appearance, signing out. */
@customElement('t-settings-me')
export class SettingsMe extends TandemElement {
  @state() private busy = false;
  @query('#name') private readonly name!: HTMLInputElement;

  static override styles = [
    ...sections,
    css`
      .who {
        display: flex;
        align-items: center;
        gap: 16px;
        margin-block-end: 24px;
      }
      form {
        display: flex;
        align-items: end;
        gap: 8px;
        padding: 16px;
        border-block-end: 1px solid var(--line);
      }
      form .field {
        flex: 1;
      }
      form .button {
        min-block-size: max(36px, var(--target));
      }
      .themes {
        display: flex;
        padding: 3px;
        border-radius: 8px;
        background: var(--bg-hover);
      }
      .themes button {
        min-block-size: max(28px, calc(var(--target) - 6px));
        padding-inline: 12px;
        border: 0;
        border-radius: var(--radius);
        background: transparent;
        color: var(--text-2);
        font-size: 13px;
        font-weight: 500;
        cursor: pointer;
      }
      .themes button[aria-checked='true'] {
        background: var(--bg-raised);
        color: var(--text);
        box-shadow: 0 0 0 1px var(--line-strong);
      }
    `,
  ];

  protected override stores() {
    return [this.app.session, this.app.prefs];
  }

  protected override render() {
    const me = this.app.session.me;
    if (!me) return html``;
    const { member, workspace, device } = me;
    return html`<div class="who">
        <t-avatar .name=${member.name} size="large"></t-avatar>
        <div>
          <h2>${member.name}</h2>
          <p class="quiet">${strings.people.roles[member.role]} · ${workspace.name}</p>
        </div>
      </div>
      <div class="frame">
        <form @submit=${this.#save}>
          <div class="field">
            <label for="name">${words.meName}</label>
            <input id="name" class="input" required maxlength="200" autocomplete="name" .value=${member.name} />
          </div>
          <button class="button" ?disabled=${this.busy}>${strings.save}</button>
        </form>
        <div class="row">
          <div class="words"><b>${words.meEmail}</b></div>
          <span class="quiet">${member.email}</span>
        </div>
      </div>
      <h3>${words.appearance}</h3>
      <div class="frame">
        <div class="row">
          <div class="words"><b>${words.themeLabel}</b></div>
          <div class="themes" role="radiogroup" aria-label=${words.themeLabel}>
            ${(['system', 'light', 'dark'] as const).map(
              (theme) => html`<button
                role="radio"
                aria-checked=${this.app.prefs.value.theme === theme}
                @click=${() => this.app.prefs.patch({ theme })}
                data-testid="theme-${theme}"
              >
                ${words.theme[theme]}
              </button>`,
            )}
          </div>
        </div>
      </div>
      <h3>${words.texts}</h3>
      <div class="frame">
        <div class="row">
          <div class="words">
            <b>${words.undoLabel}</b>
            <p class="small quiet">${words.undoHint}</p>
          </div>
          <div class="themes" role="radiogroup" aria-label=${words.undoLabel}>
            ${([0, 5, 10] as const).map(
              (seconds) => html`<button
                role="radio"
                aria-checked=${this.app.prefs.value.undoSeconds === seconds}
                @click=${() => this.app.prefs.patch({ undoSeconds: seconds })}
                data-testid="undo-${seconds}"
              >
                ${words.undo[seconds]}
              </button>`,
            )}
          </div>
        </div>
      </div>
      <h3>${strings.nav.status}</h3>
      <div class="frame">
        <div class="row">
          <div class="words">
            <b>${words.statusPage}</b>
            <p class="small quiet">${words.statusHint}</p>
          </div>
          <a class="button" href="/status" target="_blank" rel="noopener">${words.openStatus}</a>
        </div>
      </div>
      <h3>${words.thisDevice}</h3>
      <div class="frame">
        <div class="row">
          <div class="words">
            <b>${device.name}</b>
            <p class="small quiet">${words.signOutHint}</p>
          </div>
          <button class="button warning" @click=${() => void this.app.signOut()} data-testid="sign-out">
            <t-icon name="leave" size="16"></t-icon>${words.signOut}
          </button>
        </div>
      </div>`;
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    this.busy = true;
    const done = await this.app.attempt(() => this.app.session.rename(this.name.value.trim()));
    this.busy = false;
    if (done) this.app.toasts.say(words.meSaved);
  };
}
