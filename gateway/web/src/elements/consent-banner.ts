import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { mayBeTexted, quote, source } from '../core/consent';
import type { ConsentDecision, Conversation } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/icon';
import './consent-form';

const words = strings.consent;

/** Above the composer: that somebody said no, or may have, by which words, and what a member can decide. */
@customElement('t-consent-banner')
export class ConsentBanner extends TandemElement {
  @property({ attribute: false }) conversation!: Conversation;
  @state() private busy = false;
  @state() private agreeing = false;
  @query('section') private readonly section!: HTMLElement | null;

  static override styles = [
    base,
    buttons,
    css`
      :host {
        padding: 4px 20px;
      }
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 10px 16px;
        padding: 10px 12px;
        border: 1px solid var(--line);
        border-inline-start: 3px solid var(--warn);
        border-radius: 8px;
        background: var(--bg-sunken);
      }
      .said {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 1px 8px;
        flex: 1 1 260px;
        min-inline-size: 0;
      }
      t-icon {
        color: var(--warn);
        margin-block-start: 1px;
      }
      b {
        font-weight: 600;
      }
      .said > :not(t-icon, b) {
        grid-column: 2;
      }
      q {
        quotes: none;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        overflow: hidden;
        overflow-wrap: anywhere;
        white-space: pre-line;
        margin-block: 2px;
        padding-inline-start: 8px;
        border-inline-start: 2px solid var(--line-strong);
        unicode-bidi: plaintext;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      @container (max-width: 640px) {
        :host {
          padding: 4px 12px;
        }
        .choices,
        .choices .button {
          flex: 1;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.people];
  }

  /** Brings what has to be decided before the member's eyes and fingers. */
  override focus(): void {
    this.section?.focus();
  }

  protected override render() {
    const { consent, participants } = this.conversation;
    const who = participants.length > 1 && consent.participant ? this.app.people.nameOf(consent.participant) : '';
    const group = strings.group;
    if (mayBeTexted(consent)) return nothing;
    const out = consent.state === 'opted_out';
    const said = quote(consent);
    return html`<section
        role="status"
        tabindex="-1"
        aria-label=${words.label}
        data-testid="consent"
        data-state=${consent.state}
      >
        <div class="said">
          <t-icon name=${out ? 'ban' : 'alert'}></t-icon>
          <b
            >${who ? (out ? group.asked(who) : group.mayHave(who)) : out ? words.optedOut : words.doubtful}</b
          >
          ${said ? html`<q dir="auto" title=${said} data-testid="consent-words">${said}</q>` : nothing}
          <span class="small quiet" data-testid="consent-source"
            >${source(consent, (id) => this.app.people.member(id)?.name)}</span
          >
          <span class="small quiet"
            >${who ? (out ? group.askedHint : group.mayHaveHint) : out ? words.optedOutHint : words.doubtfulHint}</span
          >
        </div>
        <div class="choices">
          ${out
            ? html`<button class="button" @click=${() => (this.agreeing = true)} data-testid="consent-agreed">
                ${words.agreedAgain}
              </button>`
            : html`<button
                  class="button"
                  ?disabled=${this.busy}
                  @click=${() => this.#decide('opted_out')}
                  data-testid="consent-out"
                >
                  ${words.theyOptedOut}
                </button>
                <button
                  class="button"
                  ?disabled=${this.busy}
                  @click=${() => this.#decide('cleared')}
                  data-testid="consent-fine"
                >
                  ${words.fine}
                </button>`}
        </div>
      </section>
      ${this.agreeing
        ? html`<t-consent-form
            .app=${this.app}
            .conversation=${this.conversation.id}
            decision="opted_in"
            @dismiss=${this.#agreed}
          ></t-consent-form>`
        : nothing}`;
  }

  readonly #agreed = (event: Event) => {
    event.stopPropagation();
    this.agreeing = false;
    this.#handBack();
  };

  #decide(decision: ConsentDecision['decision']): void {
    this.busy = true;
    void this.app
      .attempt(() => this.app.conversations.decide(this.conversation.id, decision))
      .then((done) => done && this.app.toasts.say(words.decided[decision]))
      .finally(() => {
        this.busy = false;
        this.#handBack();
      });
  }

  /** The buttons may be gone: whoever used them goes on writing, or reads what stands here now. */
  #handBack(): void {
    void this.updateComplete.then(() => (this.section ? this.focus() : tell(this, 'settled')));
  }
}
