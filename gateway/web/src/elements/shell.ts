import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { Keyboard, type ListKey } from '../core/keyboard';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { dialogsYield } from '../ui/dialog';
import { base } from '../ui/styles';
import './after-call';
import './call-bar';
import './calls-screen';
import './dial-pad';
import './inbox-screen';
import './incoming-card';
import './line-banner';
import './palette';
import './people-screen';
import './rail';
import './search-screen';
import './settings-screen';
import './shortcuts';
import './team-screen';
import './toasts-view';
import './voicemail-screen';
import './welcome';

/** A screen that can be led by keys. */
interface KeyedScreen extends HTMLElement {
  listKey?(key: ListKey): void;
}

/** What a signed-in member sees: the rail, one screen, and over all of them the call. */
@customElement('t-shell')
export class Shell extends TandemElement {
  @query('#screen > *') private readonly screen!: KeyedScreen | null;
  #keyboard: Keyboard | undefined;
  #wasRinging = false;

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template: 'rail top' auto 'rail main' 1fr / var(--rail) 1fr;
        block-size: 100%;
        background: var(--bg);
      }
      .skip {
        position: absolute;
        inset-block-start: -60px;
        inset-inline-start: 8px;
        z-index: 30;
        padding: 8px 12px;
        border-radius: var(--radius);
        background: var(--accent);
        color: var(--on-accent);
      }
      .skip:focus {
        inset-block-start: 8px;
      }
      t-rail {
        grid-area: rail;
      }
      .top {
        grid-area: top;
        min-inline-size: 0;
      }
      main {
        grid-area: main;
        min-block-size: 0;
        min-inline-size: 0;
      }
      main > * {
        block-size: 100%;
      }
      @container (max-width: 640px) {
        :host {
          grid-template: 'top' auto 'main' 1fr 'rail' auto / minmax(0, 1fr);
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.router.route, this.app.overlay, this.app.prefs, this.app.phone];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#keyboard = new Keyboard(this.app, (key) => this.screen?.listKey?.(key));
    document.addEventListener('keydown', this.#keyboard.press);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#keyboard) document.removeEventListener('keydown', this.#keyboard.press);
  }

  protected override updated(): void {
    const ringing = this.app.phone.value.incoming !== undefined;
    if (ringing && !this.#wasRinging) dialogsYield();
    this.#wasRinging = ringing;
  }

  protected override render() {
    const { app } = this;
    return html`<a class="skip" href="#screen" @click=${this.#skip}>${strings.skip}</a>
      <div class="top">
        <t-line-banner .app=${app}></t-line-banner>
        <t-call-bar .app=${app}></t-call-bar>
      </div>
      <t-rail .app=${app}></t-rail>
      <main id="screen" tabindex="-1">${this.#screenOf()}</main>
      <t-incoming-card .app=${app}></t-incoming-card>
      <t-after-call .app=${app}></t-after-call>
      <t-toasts .app=${app}></t-toasts>
      ${this.#overlay()}`;
  }

  #screenOf() {
    const { app } = this;
    switch (app.router.route.value.place) {
      case 'inbox':
        return html`<t-inbox .app=${app}></t-inbox>`;
      case 'calls':
        return html`<t-calls .app=${app}></t-calls>`;
      case 'voicemail':
        return html`<t-voicemails .app=${app}></t-voicemails>`;
      case 'team':
        return html`<t-team .app=${app}></t-team>`;
      case 'people':
        return html`<t-people .app=${app}></t-people>`;
      case 'settings':
        return html`<t-settings .app=${app}></t-settings>`;
      case 'search':
        return html`<t-search .app=${app}></t-search>`;
    }
  }

  #overlay() {
    const { app } = this;
    switch (app.overlay.value) {
      case 'palette':
        return html`<t-palette .app=${app}></t-palette>`;
      case 'dial':
        return html`<t-dial-pad .app=${app}></t-dial-pad>`;
      case 'shortcuts':
        return html`<t-shortcuts .app=${app}></t-shortcuts>`;
      case 'keypad':
      case 'devices':
      case undefined: {
        const { active, incoming } = app.phone.value;
        return app.prefs.value.asked || active || incoming ? nothing : html`<t-welcome .app=${app}></t-welcome>`;
      }
    }
  }

  readonly #skip = (event: Event) => {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('#screen')?.focus();
  };
}
