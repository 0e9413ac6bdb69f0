import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { shown } from '../core/phone-number';
import { href } from '../core/router';
import type { DeadLetter } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, columns } from '../ui/styles';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';

const words = strings.notSent;

/** Texts that failed for good: why, and what to do about each. */
@customElement('t-not-sent')
export class NotSent extends TandemElement {
  static override styles = [
    base,
    buttons,
    columns,
    css`
      :host {
        display: flex;
        flex-direction: column;
        block-size: 100%;
        min-block-size: 0;
      }
      .all {
        display: grid;
        align-content: start;
        gap: 8px;
        inline-size: min(100%, 920px);
        margin-inline: auto;
        padding: 12px 24px 24px;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        padding: 10px 12px;
        border: 1px solid var(--line);
        border-inline-start: 3px solid var(--warn);
        border-radius: 8px;
      }
      .what {
        display: grid;
        gap: 2px;
        flex: 1 1 260px;
        min-inline-size: 0;
      }
      .words {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        overflow: hidden;
        overflow-wrap: anywhere;
        white-space: pre-line;
        unicode-bidi: plaintext;
      }
      .do {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      @container (max-width: 640px) {
        .all {
          padding-inline: 12px;
        }
        .do,
        .do .button {
          flex: 1;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.deadLetters, this.app.people];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app?.deadLetters.ensure();
  }

  protected override render() {
    const { items, loading, problem, cursor } = this.app.deadLetters.value;
    return html`<header class="head">
        <a class="icon-button" href=${href('inbox')} aria-label=${strings.back} title=${strings.back}>
          <t-icon name="back"></t-icon>
        </a>
        <h2>${words.title}</h2>
      </header>
      <div class="scroll">
        ${loading === 'failed'
          ? html`<t-empty icon="alert" heading=${strings.problem.load} text=${problem?.message ?? ''}>
              <button class="button" @click=${() => void this.app.deadLetters.refresh()}>${strings.retry}</button>
            </t-empty>`
          : loading !== 'ready'
            ? html`<t-skeleton></t-skeleton>`
            : items.length === 0
              ? html`<t-empty icon="check" heading=${words.empty} text=${words.emptyHint}></t-empty>`
              : html`<div class="all">
                  <p class="quiet">${words.lead}</p>
                  <ul aria-label=${words.title}>
                    ${repeat(
                      items,
                      (letter) => letter.id,
                      (letter) => this.#row(letter),
                    )}
                  </ul>
                  ${cursor === null
                    ? ''
                    : html`<button class="button plain" @click=${() => void this.app.deadLetters.more()}>
                        ${strings.thread.older}
                      </button>`}
                </div>`}
      </div>`;
  }

  #row(letter: DeadLetter) {
    const who = letter.to.map((number) => this.app.people.contactOf(number)?.name ?? shown(number)).join(', ');
    return html`<li data-testid="dead-letter">
      <div class="what">
        <a href=${href('inbox', letter.conversation_id)} title=${words.open}><b><bdi>${who}</bdi></b></a>
        <span class="words" dir="auto">${letter.text || strings.media.preview}</span>
        <span class="small" data-testid="dead-letter-why">${letter.error?.detail || words.unknown}</span>
        <span class="small quiet">${words.failed(when.exact(letter.failed_at))}</span>
      </div>
      <div class="do">
        <button class="button" @click=${() => this.#dismiss(letter)} data-testid="dead-letter-dismiss">${words.dismiss}</button>
        <button class="button primary" @click=${() => this.#again(letter)} data-testid="dead-letter-again">
          ${words.again}
        </button>
      </div>
    </li>`;
  }

  #again(letter: DeadLetter): void {
    const { app } = this;
    void app.attempt(async () => {
      app.threads.put(await app.api.retryDeadLetter(letter.id));
      app.deadLetters.drop(letter.id);
      app.toasts.say(words.sent);
    });
  }

  #dismiss(letter: DeadLetter): void {
    const { app } = this;
    void app.attempt(async () => {
      await app.api.dismissDeadLetter(letter.id);
      app.deadLetters.drop(letter.id);
    });
  }
}
