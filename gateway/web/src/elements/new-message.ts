import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { NO_CONSENT } from '../core/consent';
import { matches, typedNumber } from '../core/find';
import { shown } from '../core/phone-number';
import { Problem } from '../core/problem';
import { href } from '../core/router';
import type { NewText } from '../core/api';
import type { E164, ScheduledText } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, columns, fields } from '../ui/styles';
import '../ui/avatar';
import '../ui/empty';
import '../ui/icon';
import './composer';
import './night-question';
import './send-later';
import type { Composer, Written } from './composer';

/** A text to somebody new: a name from the contacts, or a number that is checked while it is written. */
@customElement('t-new-message')
export class NewMessage extends TandemElement {
  @state() private typed = '';
  @state() private chosen: string | undefined;
  @state() private asked = false;
  @state() private busy = false;
  /** When their night is over, while it is asked whether the text leaves nevertheless. */
  @state() private night: { sendAt: string; message: NewText } | undefined;
  @state() private later: (Written & { to: E164[] }) | undefined;
  @query('#to') private readonly field!: HTMLInputElement | null;
  @query('t-composer') private readonly composer!: Composer | null;
  /** What was sent last and its key: sent again unchanged, it stays one text. */
  #tried = { what: '', key: '' };

  static override styles = [
    base,
    buttons,
    columns,
    fields,
    css`
      :host {
        display: flex;
        flex-direction: column;
        block-size: 100%;
      }
      .to {
        position: relative;
        padding: 16px 20px 0;
        flex: 1;
        min-block-size: 0;
        inline-size: min(100%, 920px);
        margin-inline: auto;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 10px;
      }
      .line label {
        color: var(--text-2);
      }
      .chip {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 36px;
        padding-inline: 6px 2px;
        border-radius: 18px;
        background: var(--accent-soft);
        font-weight: 500;
      }
      .chip .icon-button {
        inline-size: 28px;
        block-size: 28px;
        border-radius: 50%;
      }
      .found {
        margin-block-start: 8px;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 12px;
        inline-size: 100%;
        min-block-size: 48px;
        padding: 4px 10px;
        border: 0;
        border-radius: var(--radius);
        background: transparent;
        text-align: start;
        cursor: pointer;
      }
      .row:hover,
      .row:focus-visible {
        background: var(--bg-hover);
      }
      .wrong {
        display: block;
        margin-block-start: 6px;
      }
      t-composer {
        inline-size: min(100%, 920px);
        margin-inline: auto;
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.workspace];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const to = this.app.router.route.value.query.get('to');
    if (to) this.chosen = to;
  }

  protected override firstUpdated(): void {
    if (this.chosen) this.composer?.updateComplete.then(() => this.composer?.focus());
    else this.field?.focus();
  }

  protected override render() {
    const words = strings.thread;
    const { numbers, loading } = this.app.workspace.value;
    return html`<header class="head">
        <a class="icon-button" href=${href('inbox')} aria-label=${strings.back} title=${strings.back}>
          <t-icon name="back"></t-icon>
        </a>
        <h2>${strings.inbox.newMessage}</h2>
      </header>
      ${loading === 'ready' && numbers.length === 0
        ? html`<t-empty icon="message" heading=${strings.inbox.noNumbers} text=${strings.inbox.noNumbersHint}>
            <a class="button primary" href=${href('settings', 'numbers')}>${strings.inbox.toSettings}</a>
          </t-empty>`
        : html`<div class="to scroll">
              <div class="line">
                <label for="to">${words.to}</label>
                ${this.chosen
                  ? html`<span class="chip">
                      <t-avatar .name=${this.app.people.nameOf(this.chosen)} size="small"></t-avatar>
                      <bdi>${this.app.people.nameOf(this.chosen)}</bdi>
                      <button class="icon-button" aria-label=${strings.remove} @click=${this.#unchoose}>
                        <t-icon name="close" size="14"></t-icon>
                      </button>
                    </span>`
                  : html`<input
                      id="to"
                      class="input"
                      inputmode="tel"
                      autocomplete="off"
                      placeholder=${words.toHint}
                      .value=${this.typed}
                      aria-invalid=${this.#isWrong()}
                      aria-describedby="to-wrong"
                      @input=${() => ((this.typed = this.field?.value ?? ''), (this.asked = false))}
                      @keydown=${this.#enter}
                      @blur=${() => (this.asked = this.typed.trim() !== '')}
                      data-testid="to"
                    />`}
              </div>
              <span class="wrong" id="to-wrong" role="alert" ?hidden=${!this.#isWrong()}>${words.badNumber}</span>
              ${this.chosen ? nothing : this.#found()}
            </div>
            <t-composer
              .app=${this.app}
              .from=${numbers[0]?.e164 ?? ''}
              .busy=${this.busy}
              draftKey="new"
              @send=${this.#send}
              @later=${this.#later}
            ></t-composer>
            ${this.night
              ? html`<t-night-question
                  .app=${this.app}
                  .sendAt=${this.night.sendAt}
                  @anyway=${this.#anyway}
                  @morning=${this.#morning}
                  @dismiss=${() => (this.night = undefined)}
                ></t-night-question>`
              : nothing}
            ${this.later
              ? html`<t-send-later
                  .app=${this.app}
                  .from=${this.later.from}
                  .to=${this.later.to}
                  .text=${this.later.text}
                  @dismiss=${() => (this.later = undefined)}
                  @scheduled=${this.#scheduled}
                ></t-send-later>`
              : nothing}`}`;
  }

  #number(): string | undefined {
    return typedNumber(this.typed, this.app.workspace.value.numbers[0]?.e164);
  }

  #contacts() {
    const query = this.typed.trim();
    return this.app.people.value.contacts
      .flatMap((contact) => contact.numbers.map((number) => ({ name: contact.name, number })))
      .filter(({ name, number }) => query === '' || matches(query, name, number))
      .slice(0, 12);
  }

  #isWrong(): boolean {
    return this.asked && !this.chosen && this.#number() === undefined && this.#contacts().length === 0;
  }

  #found() {
    const number = this.#number();
    const contacts = this.#contacts();
    const known = contacts.some((contact) => contact.number === number);
    return html`<ul class="found">
      ${number && !known ? this.#row(shown(number), '', number) : nothing}
      ${contacts.map((contact) => this.#row(contact.name, shown(contact.number), contact.number))}
    </ul>`;
  }

  #row(name: string, detail: string, number: string) {
    return html`<li>
      <button class="row" @mousedown=${(event: Event) => event.preventDefault()} @click=${() => this.#choose(number)}>
        <t-avatar .name=${name}></t-avatar>
        <span class="cut"><bdi>${name}</bdi>${detail ? html`<br /><bdi class="small quiet">${detail}</bdi>` : nothing}</span>
      </button>
    </li>`;
  }

  readonly #enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const number = this.#number() ?? this.#contacts()[0]?.number;
    if (number) this.#choose(number);
    else this.asked = true;
  };

  #choose(number: string): void {
    this.chosen = number;
    void this.updateComplete.then(() => this.composer?.focus());
  }

  readonly #unchoose = () => {
    this.chosen = undefined;
    this.typed = '';
    void this.updateComplete.then(() => this.field?.focus());
  };

  readonly #later = ({ detail }: CustomEvent<Written>) => {
    const to = this.chosen ?? this.#number() ?? '';
    if (to === '') {
      this.asked = true;
      this.field?.focus();
    } else this.later = { ...detail, to: [to] };
  };

  readonly #scheduled = ({ detail }: CustomEvent<ScheduledText>) => {
    this.later = undefined;
    this.composer?.clear();
    void this.app.attempt(() => this.app.conversations.fetch(detail.conversation_id));
    this.app.router.go('inbox', detail.conversation_id);
  };

  readonly #send = (event: CustomEvent<Written>) => {
    const to = this.chosen ?? this.#number() ?? '';
    if (to === '') {
      this.asked = true;
      this.field?.focus();
      return;
    }
    const { app } = this;
    const { from, text, media = [] } = event.detail;
    const message: NewText = { from, to: [to], text, ...(media.length > 0 && { media: media.map((one) => one.id) }) };
    const what = JSON.stringify(message);
    if (this.#tried.what !== what) this.#tried = { what, key: crypto.randomUUID() };
    this.busy = true;
    void app
      .attempt(() => this.#post(message))
      .finally(() => (this.busy = false));
  };

  readonly #anyway = () => {
    const message = this.night?.message;
    this.night = undefined;
    if (message) void this.app.attempt(() => this.#post({ ...message, quiet_hours: 'send' }));
  };

  readonly #morning = ({ detail }: CustomEvent<string>) => {
    const message = this.night?.message;
    this.night = undefined;
    if (!message) return;
    if (message.media) return void this.app.toasts.say(strings.media.tray.notLater);
    void this.app.attempt(async () => {
      const draft = { ...message, send_at: detail, unless_reply: false };
      this.#scheduled(new CustomEvent('scheduled', { detail: await this.app.scheduled.make(draft, crypto.randomUUID()) }));
    });
  };

  async #post(message: NewText): Promise<void> {
    const { app } = this;
    try {
      const sent = await app.held.send(message, this.#tried.key);
      this.composer?.clear();
      await app.conversations.fetch(sent.conversation_id);
      app.router.go('inbox', sent.conversation_id);
    } catch (thrown) {
      const problem = Problem.of(thrown);
      if (problem.sendAt !== undefined) return void (this.night = { sendAt: problem.sendAt, message });
      if (problem.code === NO_CONSENT) this.#leadToWhy(message);
      throw thrown;
    }
  }

  /** What the person said, and what can be decided about it, is in the thread. */
  #leadToWhy({ from, to, text }: NewText): void {
    const { app } = this;
    const thread = app.conversations.value.items.find((one) => one.from === from && one.participants.join() === to.join());
    if (!thread) return;
    app.drafts.write(thread.id, text);
    app.router.go('inbox', thread.id);
  }
}
