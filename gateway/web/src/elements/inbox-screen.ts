import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { BROADCASTS } from '../core/broadcast';
import type { ListKey } from '../core/keyboard';
import { conversationName } from '../core/live';
import { href } from '../core/router';
import type { Conversation } from '../core/types';
import type { View } from '../stores/conversations';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { panes } from '../ui/panes';
import { base, buttons, columns } from '../ui/styles';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';
import '../ui/virtual-list';
import './broadcasts';
import './conversation-row';
import './details';
import './new-message';
import './not-sent';
import './thread';
import type { ThreadView } from './thread';

/** What the list shows; what is unread is a part of what is open. */
type Tab = View | 'unread';

/** In the address: the texts that failed for good. */
const NOT_SENT = 'not-sent';

const TABS: readonly Tab[] = ['open', 'unread', 'mentioned', 'mine', 'snoozed', 'done'];

/** Conversations, the one that is open, and what is known about it. */
@customElement('t-inbox')
export class InboxScreen extends TandemElement {
  @state() private tab: Tab = 'open';
  @state() private detailsWanted = false;
  @query('t-thread') private readonly thread!: ThreadView | null;
  #kept: string | undefined;
  /** What was opened from the list of those that call the member, and what was open before. */
  #called = '';
  #was = '';

  static override styles = [
    base,
    buttons,
    columns,
    panes,
    css`
      :host {
        --list: minmax(280px, 340px);
        --list-small: 270px;
        --beside: minmax(0, 1fr) auto;
      }
      .tabs {
        overflow-x: auto;
        scrollbar-width: none;
      }

      .not-sent {
        color: var(--warn);
      }
      t-details {
        inline-size: 300px;
        border-inline-start: 1px solid var(--line);
      }
      @container (max-width: 1399px) {
        :host {
          position: relative;
        }
        t-details:not([open]) {
          display: none;
        }
        t-details[open] {
          position: absolute;
          inset-block: 0;
          inset-inline-end: 0;
          z-index: 5;
          box-shadow: -16px 0 40px rgb(0 0 0 / 10%);
        }
      }
      @container (min-width: 1400px) {
        t-details[closed] {
          display: none;
        }
      }
      @container (max-width: 640px) {
        :host(:not([opened])) t-details {
          display: none;
        }
        t-details {
          inline-size: 100%;
        }
      }
    `,
  ];

  protected override stores() {
    const { conversations } = this.app;
    return [conversations, this.app.deadLetters, ...Object.values(conversations.views), this.app.people, this.app.workspace, this.app.router.route];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.app.conversations.views[this.#view].ensure();
    const id = this.#open();
    if (id !== this.#was && this.tab === 'mentioned') this.#called = id;
    this.#was = id;
    this.toggleAttribute('opened', id !== '');
    if (id !== '' && id !== 'new' && id !== NOT_SENT && id !== BROADCASTS && !this.app.conversations.find(id) && this.app.conversations.value.loading === 'ready') {
      void this.app.attempt(() => this.app.conversations.fetch(id)).then((found) => {
        if (!found && this.#open() === id) this.app.router.replace('inbox');
      });
    }
  }

  /** The conversation in the address; the address may already be another place's while this screen goes away. */
  #open(): string {
    const { place, id } = this.app.router.route.value;
    return place === 'inbox' ? id : '';
  }

  /** J, K and R of the keyboard. */
  listKey(key: ListKey): void {
    if (key === 'reply') return this.thread?.focusComposer();
    if (key === 'note') return this.thread?.focusNote();
    if (key === 'done') return this.#finish();
    const items = this.#shown();
    const at = items.findIndex((item) => item.id === this.#open());
    const next = items[key === 'next' ? at + 1 : Math.max(0, at - 1)];
    if (next) this.app.router.go('inbox', next.id);
  }

  #finish(): void {
    const conversation = this.app.conversations.find(this.#open());
    if (conversation) this.app.finish(conversation);
  }

  get #view(): View {
    return this.tab === 'unread' ? 'open' : this.tab;
  }

  protected override render() {
    const id = this.#open();
    const conversation = this.app.conversations.find(id);
    return html`<section class="list" aria-label=${strings.inbox.title}>
        <header class="head">
          <h1>${strings.inbox.title}</h1>
          <span class="space"></span>
          <button
            class="icon-button"
            aria-label=${strings.nav.search}
            title="${strings.nav.search} (⌘K)"
            @click=${() => this.app.overlay.set('palette')}
          >
            <t-icon name="search"></t-icon>
          </button>
          ${this.#notSent()}
          <a
            class="icon-button"
            href=${href('inbox', BROADCASTS)}
            aria-label=${strings.broadcasts.open}
            title=${strings.broadcasts.open}
            data-testid="broadcasts"
          >
            <t-icon name="megaphone"></t-icon>
          </a>
          <a
            class="icon-button"
            href=${href('inbox', 'new')}
            aria-label=${strings.inbox.newMessage}
            title="${strings.inbox.newMessage} (C)"
            data-testid="new-message"
          >
            <t-icon name="write"></t-icon>
          </a>
        </header>
        ${this.#list()}
      </section>
      <section class="detail" aria-label=${strings.thread.messages}>
        ${id === NOT_SENT
          ? html`<t-not-sent .app=${this.app}></t-not-sent>`
          : id === BROADCASTS
            ? html`<t-broadcasts .app=${this.app}></t-broadcasts>`
          : id === 'new'
          ? html`<t-new-message .app=${this.app}></t-new-message>`
          : conversation
            ? html`<t-thread
                .app=${this.app}
                .conversation=${conversation}
                .seq=${Number(this.app.router.route.value.query.get('seq') ?? 0)}
                @details=${this.#toggleDetails}
              ></t-thread>`
            : id !== ''
              ? nothing
              : this.#nothingChosen()}
      </section>
      ${conversation && id !== 'new'
        ? html`<t-details
            .app=${this.app}
            .conversation=${conversation}
            ?open=${this.detailsWanted}
            ?closed=${this.detailsWanted}
            @dismiss=${this.#toggleDetails}
          ></t-details>`
        : nothing}`;
  }

  /** Only where something failed: what needs nobody takes no room. */
  #notSent() {
    const { items, cursor } = this.app.deadLetters.value;
    if (items.length === 0) return nothing;
    const label = strings.notSent.count(items.length, cursor !== null);
    return html`<a class="icon-button not-sent" href=${href('inbox', NOT_SENT)} aria-label=${label} title=${label} data-testid="not-sent">
      <t-icon name="alert"></t-icon>
    </a>`;
  }

  #list() {
    const list = this.app.conversations.views[this.#view];
    const { loading, problem } = list.value;
    const words = strings.inbox;
    if (loading === 'idle' || loading === 'loading') return html`<t-skeleton></t-skeleton>`;
    if (loading === 'failed') {
      return html`<t-empty icon="alert" heading=${strings.problem.load} text=${problem?.message ?? ''}>
        <button class="button" @click=${() => void list.refresh()}>${strings.retry}</button>
      </t-empty>`;
    }
    if (this.app.conversations.value.items.length === 0 && this.app.conversations.value.loading === 'ready') return this.#empty();
    const shownItems = this.#shown();
    return html`<div class="tabs" role="tablist" aria-label=${words.title}>
        ${TABS.map(
          (tab) => html`<button
            role="tab"
            title=${tab === 'mentioned' ? words.mentionedHint : nothing}
            aria-label=${tab === 'mentioned' ? words.mentionedHint : nothing}
            aria-selected=${this.tab === tab}
            @click=${() => ((this.tab = tab), (this.#kept = this.#open()), (this.#called = ''))}
            data-testid="inbox-${tab}"
          >
            ${words.views[tab]}
          </button>`,
        )}
      </div>
      ${shownItems.length === 0
        ? html`<t-empty icon="check" heading=${words.none[this.tab][0]} text=${words.none[this.tab][1]}></t-empty>`
        : html`<t-virtual-list
            .items=${shownItems}
            .row=${this.#row}
            .identity=${identity}
            .chosen=${shownItems.findIndex((item) => item.id === this.#open())}
            height="66"
            label=${words.title}
            @near-end=${() => void list.more()}
          ></t-virtual-list>`}`;
  }

  /** What is open stays in the list of unread ones, so that it does not vanish while it is read. */
  #shown(): readonly Conversation[] {
    const { items } = this.app.conversations.views[this.#view].value;
    const open = this.#open();
    if (this.tab === 'mentioned') return this.#withOpen(items, open);
    return this.tab !== 'unread'
      ? items
      : items.filter((item) => item.unread > 0 || item.id === open || item.id === this.#kept);
  }

  /** A conversation leaves the list of those that call the member as it is read; what is open stays in sight. */
  #withOpen(items: readonly Conversation[], open: string): readonly Conversation[] {
    const shown = items.some((item) => item.id === open) ? undefined : this.app.conversations.find(open);
    return shown && this.#called === open ? [shown, ...items] : items;
  }

  readonly #row = (conversation: Conversation) => {
    const chosen = this.#open() === conversation.id;
    return html`<t-conversation-row
      .conversation=${conversation}
      .name=${conversationName(this.app, conversation.participants, conversation.contact_name)}
      .draft=${chosen ? '' : (this.app.drafts.get(conversation.id) ?? '')}
      .chosen=${chosen}
    ></t-conversation-row>`;
  };

  #empty() {
    const { numbers, loading } = this.app.workspace.value;
    const words = strings.inbox;
    return loading === 'ready' && numbers.length === 0
      ? html`<t-empty icon="message" heading=${words.noNumbers} text=${words.noNumbersHint}>
          <a class="button primary" href=${href('settings', 'numbers')}>${words.toSettings}</a>
        </t-empty>`
      : html`<t-empty icon="inbox" heading=${words.empty} text=${words.emptyHint}>
          <a class="button primary" href=${href('inbox', 'new')}>
            <t-icon name="write" size="16"></t-icon>${words.newMessage}
          </a>
        </t-empty>`;
  }

  #nothingChosen() {
    const some = this.app.conversations.value.items.length > 0;
    return some
      ? html`<t-empty icon="message" heading=${strings.inbox.choose} text=${strings.inbox.chooseHint}>
          <a class="button" href=${href('inbox', 'new')}><t-icon name="write" size="16"></t-icon>${strings.inbox.newMessage}</a>
        </t-empty>`
      : nothing;
  }

  readonly #toggleDetails = () => (this.detailsWanted = !this.detailsWanted);
}

function identity(conversation: Conversation): string {
  return conversation.id;
}
