import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/dialog';
import './sound-check';

/** Asked once on each device, right after signing in. */
@customElement('t-welcome')
export class Welcome extends TandemElement {
  static override styles = [
    base,
    buttons,
    css`
      .body {
        padding: 24px 24px 20px;
      }
      h2 {
        font-size: 18px;
        line-height: 24px;
        letter-spacing: -0.01em;
      }
      p {
        margin-block: 4px 8px;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        margin-block-start: 12px;
      }
    `,
  ];

  protected override render() {
    const words = strings.welcome;
    return html`<t-dialog bare heading=${words.title} @dismiss=${this.#done} data-testid="welcome">
      <div class="body">
        <h2>${words.title}</h2>
        <p class="quiet">${words.lead}</p>
        <t-sound-check .app=${this.app}></t-sound-check>
        <div class="actions">
          <button class="button primary" autofocus @click=${this.#done} data-testid="welcome-done">${words.done}</button>
        </div>
      </div>
    </t-dialog>`;
  }

  readonly #done = () => this.app.prefs.patch({ asked: true });
}
