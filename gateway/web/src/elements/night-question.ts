import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { otherClocks } from '../core/send-later';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/dialog';

const words = strings.quiet;

/** Asks before a text leaves in the other side's night. Tells `anyway`, `morning` with the time, or `dismiss`. */
@customElement('t-night-question')
export class NightQuestion extends TandemElement {
  /** Where they may be. */
  @property({ attribute: false }) zones: readonly string[] = [];
  /** When their night is over, as the server says it. */
  @property() sendAt = '';

  static override styles = [
    base,
    buttons,
    css`
      .body {
        display: grid;
        gap: 16px;
        padding: 16px 20px 20px;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
      @container (max-width: 640px) {
        .actions .button {
          flex: 1 1 100%;
        }
      }
    `,
  ];

  protected override render() {
    const clocks = otherClocks(new Date(), this.zones);
    return html`<t-dialog heading=${words.question}>
      <div class="body" data-testid="night">
        <p>
          ${clocks.length === 0 ? words.nowSomewhere : clocks.map(({ place, shown }) => html`${words.now(shown, place)} `)}
        </p>
        <div class="actions">
          <button class="button" @click=${() => tell(this, 'dismiss')} data-testid="night-edit">${words.edit}</button>
          <button class="button" @click=${() => tell(this, 'anyway')} data-testid="night-anyway">${words.anyway}</button>
          <button
            class="button primary"
            autofocus
            @click=${() => tell(this, 'morning', this.sendAt)}
            data-testid="night-morning"
          >
            ${words.morning(when.until(new Date(this.sendAt)))}
          </button>
        </div>
      </div>
    </t-dialog>`;
  }
}
