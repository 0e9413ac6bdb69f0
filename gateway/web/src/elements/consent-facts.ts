import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { mayBeTexted, quote, source } from '../core/consent';
import type { Conversation } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import './consent-form';

const words = strings.consent;

/** Among the details: where the person stands about being texted, what says so, and entering that they said no. */
@customElement('t-consent-facts')
export class ConsentFacts extends TandemElement {
  @property({ attribute: false }) conversation!: Conversation;
  @state() private entering = false;

  static override styles = [
    base,
    buttons,
    css`
      div {
        display: grid;
        justify-items: start;
        gap: 2px;
      }
      q {
        quotes: none;
        overflow-wrap: anywhere;
        white-space: pre-line;
        unicode-bidi: plaintext;
      }
      .button {
        margin-block-start: 6px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.people];
  }

  protected override render() {
    const { consent } = this.conversation;
    const said = quote(consent);
    const from = source(consent, (id) => this.app.people.member(id)?.name);
    return html`<div data-testid="consent-facts" data-state=${consent.state}>
        <span>${words.states[consent.state] ?? words.states.doubtful}</span>
        ${said ? html`<q class="small" dir="auto">${said}</q>` : nothing}
        ${from ? html`<span class="small quiet">${from}</span>` : nothing}
        ${mayBeTexted(consent)
          ? html`<button class="button" @click=${() => (this.entering = true)} data-testid="consent-enter">
              ${words.theyOptedOut}
            </button>`
          : nothing}
      </div>
      ${this.entering
        ? html`<t-consent-form
            .app=${this.app}
            .conversation=${this.conversation.id}
            decision="opted_out"
            @dismiss=${this.#entered}
          ></t-consent-form>`
        : nothing}`;
  }

  /** The details themselves are dismissed by the same word. */
  readonly #entered = (event: Event) => {
    event.stopPropagation();
    this.entering = false;
  };
}
