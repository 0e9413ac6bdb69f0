import { css, html, type PropertyValues } from 'lit';
import { LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { App } from './core/app';
import { Attention } from './core/attention';
import { strings } from './strings';
import { tokens } from './ui/tokens';
import { base, buttons } from './ui/styles';
import './elements/sign-in';
import './elements/shell';
import './ui/empty';

/**
 * The whole softphone as one element. `server` is the gateway's origin, and is left out where the gateway itself
 * serves the page.
 */
@customElement('tandem-phone')
export class TandemPhone extends LitElement {
  @property() server = '';
  @state() private app: App | undefined;
  #stops: (() => void)[] = [];

  static override styles = [
    base,
    buttons,
    tokens,
    css`
      :host {
        position: relative;
        container-type: inline-size;
        block-size: 100%;
        overflow: hidden;
      }
      .opening {
        display: grid;
        place-items: center;
        block-size: 100%;
      }
      .mark {
        inline-size: 48px;
        block-size: 48px;
        animation: wait 1.2s ease-in-out 0.3s infinite alternate both;
      }
      @keyframes wait {
        from {
          opacity: 0.2;
        }
      }
      t-sign-in,
      t-shell {
        block-size: 100%;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const app = new App(this.server);
    const attention = new Attention(app);
    this.app = app;
    this.#stops = [
      app.session.subscribe(() => this.requestUpdate()),
      app.prefs.subscribe(() => this.requestUpdate()),
      () => attention.stop(),
      () => app.stop(),
    ];
    attention.start();
    app.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
    this.app = undefined;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const theme = this.app?.prefs.value.theme ?? 'system';
    if (theme === 'system') this.removeAttribute('theme');
    else this.setAttribute('theme', theme);
    // The page around the element follows, so that overscroll and form controls match.
    document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme;
  }

  protected override render() {
    const { app } = this;
    if (!app) return html``;
    const session = app.session.value;
    switch (session.is) {
      case 'unknown':
        return html`<div class="opening" role="status">
          <img class="mark" src="/favicon.svg" alt=${strings.loading} />
        </div>`;
      case 'unreachable':
        return html`<t-empty icon="no-wifi" heading=${strings.app} text=${session.problem.message}>
          <button class="button primary" @click=${() => app.session.begin(session.link)}>${strings.retry}</button>
        </t-empty>`;
      case 'signed_in':
        return html`<t-shell .app=${app} data-testid="app"></t-shell>`;
      case 'signed_out':
      case 'first_use':
        return html`<t-sign-in .app=${app}></t-sign-in>`;
    }
  }
}
