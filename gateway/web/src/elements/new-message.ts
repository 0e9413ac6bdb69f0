import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { NO_CONSENT } from '../core/consent';
import { Problem } from '../core/problem';
import { href } from '../core/router';
import type { NewText } from '../core/api';
import type { E164, ScheduledText } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, columns, fields } from '../ui/styles';
import '../ui/empty';
import '../ui/icon';
import './composer';
import './night-question';
import './receivers';
import './send-later';
import type { Composer, Written } from './composer';
import type { Receivers } from './receivers';

/** A text to somebody new, or to several people: names from the contacts, or numbers that are checked while they are written. */
@customElement('t-new-message')
export class NewMessage extends TandemElement {
  @state() private chosen: readonly E164[] = [];
  @state() private busy = false;
  /** When their night is over, while it is asked whether the text leaves nevertheless. */
  @state() private night: { sendAt: string; message: NewText } | undefined;
  @state() private later: (Written & { to: E164[] }) | undefined;
  @query('t-receivers') private readonly receivers!: Receivers | null;
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
    if (to) this.chosen = [to];
  }

  protected override firstUpdated(): void {
    if (this.chosen.length > 0) void this.composer?.updateComplete.then(() => this.composer?.focus());
    else void this.receivers?.updateComplete.then(() => this.receivers?.focus());
  }

  protected override render() {
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
              <t-receivers
                .app=${this.app}
                .chosen=${this.chosen}
                @receivers=${({ detail }: CustomEvent<E164[]>) => (this.chosen = detail)}
                @write=${() => this.composer?.focus()}
              ></t-receivers>
            </div>
            <t-composer
              .app=${this.app}
              .from=${numbers[0]?.e164 ?? ''}
              .to=${this.chosen}
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

  readonly #later = ({ detail }: CustomEvent<Written>) => {
    if (this.receivers?.settle()) this.later = { ...detail, to: [...this.chosen] };
  };

  readonly #scheduled = ({ detail }: CustomEvent<ScheduledText>) => {
    this.later = undefined;
    this.composer?.clear();
    void this.app.attempt(() => this.app.conversations.fetch(detail.conversation_id));
    this.app.router.go('inbox', detail.conversation_id);
  };

  readonly #send = (event: CustomEvent<Written>) => {
    if (!this.receivers?.settle()) return;
    const { app } = this;
    const { from, text, media = [] } = event.detail;
    const message: NewText = { from, to: [...this.chosen], text, ...(media.length > 0 && { media: media.map((one) => one.id) }) };
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
    const thread = app.conversations.value.items.find((one) => one.from === from && samePeople(one.participants, to));
    if (!thread) return;
    app.drafts.write(thread.id, text);
    app.router.go('inbox', thread.id);
  }
}

/** Conversations name their people in an order of their own. */
function samePeople(some: readonly E164[], others: readonly E164[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}
