import { css, html, nothing, type LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { failedForConsent, mayBeTexted, NO_CONSENT } from '../core/consent';
import { receiptNote } from '../core/group';
import { conversationName } from '../core/live';
import { shown } from '../core/phone-number';
import { href } from '../core/router';
import type { Attachment, Conversation, Message, Note, ScheduledText } from '../core/types';
import * as when from '../core/when';
import { waits, type Outgoing } from '../stores/threads';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, columns } from '../ui/styles';
import { talk } from '../ui/talk';
import '../ui/avatar';
import '../ui/icon';
import '../ui/skeleton';
import './bubble';
import './composer';
import './consent-banner';
import './scheduled-texts';
import './night-question';
import './send-later';
import './conversation-actions';
import './looking';
import './note-card';
import './team-composer';
import './write-switch';
import type { Composer, Written } from './composer';
import type { ConsentBanner } from './consent-banner';
import type { ForTheTeam, TeamComposer } from './team-composer';
import type { Writing } from './write-switch';

const TOGETHER = 5 * 60_000;
/** The server's word for a text that would leave in their night. */
const QUIET = 'quiet_hours';
/** Who decided to text somebody at night is not asked again for so long. */
const AWAKE = 60 * 60_000;

/** The texts of one conversation, newest at the foot, and the place to write the next. */
@customElement('t-thread')
export class ThreadView extends TandemElement {
  @property({ attribute: false }) conversation!: Conversation;
  /** The number of the text to show, when one was asked for. */
  @property({ type: Number }) seq = 0;
  @state() private sought = 0;
  @state() private later: Written | undefined;
  /** When a member said that they text this conversation at night. */
  readonly #awake = new Map<string, number>();
  @state() private writing: Writing = 'text';
  @query('t-composer') private readonly composer!: Composer | null;
  @query('t-team-composer[data-place=thread]') private readonly noteField!: TeamComposer | null;
  @query('t-consent-banner') private readonly consent!: ConsentBanner | null;
  @query('.view') private readonly view!: HTMLElement | null;

  static override styles = [
    base,
    buttons,
    columns,
    talk,
    css`
      :host {
        display: flex;
        flex-direction: column;
        block-size: 100%;
        min-block-size: 0;
      }
      .day {
        display: flex;
        align-items: center;
        gap: 12px;
        margin-block: 20px 8px;
        font-size: var(--text-small);
        line-height: 16px;
        font-weight: 500;
        color: var(--text-3);
      }
      .day::before,
      .day::after {
        content: '';
        flex: 1;
        border-block-start: 1px solid var(--line);
      }
      .sought {
        border-radius: var(--radius);
        outline: 2px solid var(--accent);
        outline-offset: 4px;
      }
      .older {
        display: grid;
        justify-items: center;
        color: var(--text-3);
        font-size: var(--text-small);
      }
      .lock {
        color: var(--text-3);
        cursor: help;
        display: inline-flex;
        align-items: center;
        gap: 5px;
        flex: none;
        font-size: var(--text-small);
        white-space: nowrap;
      }
      t-consent-banner,
      t-scheduled-texts,
      t-looking,
      t-write-switch,
      t-composer,
      t-team-composer[data-place='thread'] {
        flex: none;
        inline-size: min(100%, 920px);
        margin-inline: auto;
      }
      @container (max-width: 1000px) {
        .lock-words {
          position: absolute;
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
      @container (max-width: 640px) {
        .back {
          display: inline-grid;
        }
        .head .lock,
        .head t-avatar {
          display: none;
        }
        .all {
          padding-inline: 16px;
        }
      }
    `,
  ];

  protected override stores() {
    const { threads, held, people, workspace } = this.app;
    return [threads, held, people, workspace];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#seen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#seen);
  }

  focusComposer(): void {
    this.#write('text');
  }

  focusNote(): void {
    this.#write('note');
  }

  #write(writing: Writing): void {
    this.writing = writing;
    void this.updateComplete.then(() => (writing === 'note' ? this.noteField : this.composer)?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const before = changed.get('conversation') as Conversation | undefined;
    if (changed.has('conversation') || changed.has('seq')) {
      const { threads } = this.app;
      const { id } = this.conversation;
      if (this.seq > 0 && (changed.has('seq') || changed.get('conversation') === undefined)) {
        this.sought = this.seq;
        void threads.around(id, this.seq);
      } else void threads.open(id);
      void this.app.scheduled.open(id);
      if (changed.has('conversation') && before?.id !== id) this.later = undefined;
    }
  }

  protected override updated(changed: PropertyValues): void {
    this.#seen();
    const before = changed.get('conversation') as Conversation | undefined;
    if (changed.has('conversation') && before?.id !== this.conversation.id && this.view && this.seq === 0) this.view.scrollTop = 0;
    this.#showSought();
  }

  /** Brings the text that was asked for into the middle, once it is here. */
  #showSought(): void {
    const bubble = this.sought > 0 && this.renderRoot.querySelector<HTMLElement>(`[data-seq="${this.sought}"]`);
    if (!bubble) return;
    this.sought = 0;
    // The bubbles have their heights when each has rendered.
    const all = [...this.renderRoot.querySelectorAll<LitElement>('t-bubble, t-note')];
    void Promise.all(all.map((one) => one.updateComplete)).then(() =>
      requestAnimationFrame(() => {
        bubble.scrollIntoView({ block: 'center' });
        bubble.focus({ preventScroll: true });
      }),
    );
  }

  protected override render() {
    const { conversation, app } = this;
    const name = conversationName(app, conversation.participants, conversation.contact_name);
    const number = conversation.participants.map(shown).join(', ');
    const group = conversation.participants.length > 1;
    const thread = app.threads.of(conversation.id);
    return html`<header class="head">
        <a class="icon-button back" href=${href('inbox')} aria-label=${strings.back}><t-icon name="back"></t-icon></a>
        <t-avatar .name=${name}></t-avatar>
        <div class="who">
          <h2 class="cut"><bdi>${name}</bdi></h2>
          ${group
            ? html`<span class="small quiet cut" title=${number} data-testid="group-people"
                >${strings.group.people(conversation.participants.length)} · <bdi>${number}</bdi></span
              >`
            : name === number
              ? nothing
              : html`<span class="small quiet cut"><bdi>${number}</bdi></span>`}
        </div>
        <span class="lock" title=${strings.thread.lockLong}>
          <t-icon name="lock" size="14"></t-icon><span class="lock-words">${strings.thread.lock}</span>
        </span>
        <t-conversation-actions .app=${app} .conversation=${conversation}></t-conversation-actions>
        <button
          class="icon-button"
          aria-label=${strings.thread.details}
          title=${strings.thread.details}
          @click=${() => tell(this, 'details')}
        >
          <t-icon name="info"></t-icon>
        </button>
      </header>
      <div class="view scroll" tabindex="0" role="log" aria-label=${strings.thread.messages} @scroll=${this.#scrolled}>
        <div class="all">
          ${thread.loading === 'loading' || thread.loading === 'idle'
            ? html`<t-skeleton rows="4"></t-skeleton>`
            : thread.loading === 'failed'
              ? html`<div class="older">
                  <p>${thread.problem?.message}</p>
                  <button class="button" @click=${() => void app.threads.open(conversation.id)}>${strings.retry}</button>
                </div>`
              : html`<div class="older">
                    ${thread.cursor === null
                      ? html`<p>${strings.thread.start(name)}</p>`
                      : html`<button class="button plain" @click=${this.#older}>${strings.thread.older}</button>`}
                  </div>
                  ${this.#entries([...thread.messages, ...thread.notes].sort((a, b) => a.seq - b.seq))}`}
          ${thread.gap
            ? html`<div class="older">
                <button class="button plain" @click=${this.#newer}>${strings.search.newer}</button>
                <button class="button" @click=${this.#newest} data-testid="thread-newest">${strings.search.newest}</button>
              </div>`
            : nothing}
          ${this.#outgoing()}
        </div>
      </div>
      ${keyed(
        conversation.id,
        html`<t-consent-banner
            .app=${app}
            .conversation=${conversation}
            @settled=${() => this.focusComposer()}
          ></t-consent-banner>
          <t-scheduled-texts .app=${app} .conversation=${conversation}></t-scheduled-texts>
          <t-looking .app=${app} .conversation=${conversation.id}></t-looking>
          <t-write-switch .writing=${this.writing} @writing=${this.#switched}></t-write-switch>
          ${this.writing === 'note' ? this.#noteComposer() : this.#textComposer()}`,
      )}
      ${this.#night()}
      ${this.later
        ? html`<t-send-later
            .app=${app}
            .from=${this.later.from}
            .to=${conversation.participants}
            .text=${this.later.text}
            .zones=${conversation.time_zones}
            @dismiss=${() => (this.later = undefined)}
            @scheduled=${this.#scheduled}
          ></t-send-later>`
        : nothing}`;
  }

  #textComposer() {
    return html`<t-composer
      .app=${this.app}
      .from=${this.conversation.from}
      .to=${this.conversation.participants}
      .draftKey=${this.conversation.id}
      @send=${this.#send}
      @later=${(event: CustomEvent<Written>) => (this.later = event.detail)}
      @takeback=${this.#takeBackLast}
    ></t-composer>`;
  }

  #noteComposer() {
    const words = strings.notes;
    return html`<t-team-composer
      note
      data-place="thread"
      .app=${this.app}
      .label=${words.placeLabel}
      .place=${words.place}
      .action=${words.save}
      .draftKey=${`note ${this.conversation.id}`}
      @write=${this.#writeNote}
    ></t-team-composer>`;
  }

  #entries(entries: readonly (Message | Note)[]) {
    const me = this.app.session.me?.member.id;
    return repeat(
      entries,
      (entry) => entry.id,
      (entry, index) => {
        const neighbours = [entries[index - 1], entries[index + 1]] as const;
        if (isNote(entry)) return this.#note(entry, neighbours[0]);
        const message = entry;
        const [before, after] = neighbours.map((one) => (one && !isNote(one) ? one : undefined));
        const newDay = !neighbours[0] || !when.sameDay(neighbours[0].created_at, message.created_at);
        const first = newDay || !before || !together(before, message);
        const last = !after || !together(message, after) || !when.sameDay(after.created_at, message.created_at);
        const other = message.direction === 'outbound' && message.author_member_id !== me;
        const author = !first ? '' : this.#author(message, other);
        const spread = receiptNote(message, (number) => this.app.people.nameOf(number));
        return html`${newDay ? html`<div class="day" role="separator">${when.day(message.created_at)}</div>` : nothing}
          <t-bubble
            data-seq=${message.seq}
            class=${message.seq === this.seq ? 'sought' : ''}
            tabindex="-1"
            .text=${message.text}
            .media=${this.#shown(message.media)}
            .direction=${message.direction}
            .state=${message.state}
            .time=${message.created_at}
            .author=${author}
            .wrong=${message.error?.detail ?? ''}
            .note=${spread}
            .foot=${last || spread !== '' || (message.direction === 'outbound' && message.state !== after?.state)}
            .first=${first}
            .lead=${this.#lead(message.error?.code)}
            @lead=${() => this.consent?.focus()}
            ?held=${this.app.held.has(message.id)}
            @again=${() => this.#again(message)}
            @takeback=${() => this.#takeBack(message)}
          ></t-bubble>`;
      },
    );
  }

  /** Who wrote it, where that is not plain: a colleague, or one of a group. */
  #author(message: Message, colleague: boolean): string {
    const { people } = this.app;
    if (message.direction === 'inbound') return this.conversation.participants.length > 1 ? people.nameOf(message.from) : '';
    return colleague ? (people.member(message.author_member_id)?.name ?? '') : '';
  }

  #note(note: Note, before: Message | Note | undefined) {
    const newDay = !before || !when.sameDay(before.created_at, note.created_at);
    return html`${newDay ? html`<div class="day" role="separator">${when.day(note.created_at)}</div>` : nothing}
      <t-note
        data-seq=${note.seq}
        class=${note.seq === this.seq ? 'sought' : ''}
        tabindex="-1"
        .app=${this.app}
        .note=${note}
      ></t-note>`;
  }

  readonly #switched = (event: CustomEvent<Writing>) => this.#write(event.detail);

  /** What cannot be kept is given back, so that no word is lost. */
  readonly #writeNote = (event: CustomEvent<ForTheTeam>) => {
    const { text, mentions } = event.detail;
    const { id } = this.conversation;
    void this.app.attempt(() => this.app.threads.writeNote(id, text, mentions)).then((kept) => {
      if (!kept) this.noteField?.offer(text);
      else if (this.view) this.view.scrollTop = 0;
    });
  };

  #shown(media: readonly Attachment[]) {
    const { api } = this.app;
    return media.map((one) => ({ ...one, url: api.attachment(one.id), small: api.thumbnail(one.id) }));
  }

  #outgoing() {
    const { id } = this.conversation;
    return repeat(
      this.app.threads.of(id).outgoing,
      (outgoing) => outgoing.key,
      (outgoing) => html`<t-bubble
        .text=${outgoing.text}
        .media=${this.#shown(outgoing.media.map((one) => ({ ...one, state: 'kept' as const })))}
        .direction=${'outbound' as const}
        .state=${waits(outgoing) ? ('queued' as const) : outgoing.problem ? ('failed' as const) : ('sending' as const)}
        .time=${outgoing.createdAt}
        .wrong=${waits(outgoing) ? '' : (outgoing.problem?.message ?? '')}
        .note=${waits(outgoing) ? strings.thread.waits : ''}
        foot
        first
        ?discardable=${outgoing.problem !== undefined}
        .lead=${this.#lead(outgoing.problem?.code)}
        @lead=${() => this.consent?.focus()}
        @again=${() => void this.app.threads.again(id, outgoing.key)}
        @discard=${() => this.app.threads.discard(id, outgoing.key)}
      ></t-bubble>`,
    );
  }

  readonly #send = (event: CustomEvent<Written>) => {
    const { conversation, app } = this;
    const { text, media = [] } = event.detail;
    if (event.detail.from === conversation.from) return this.#post(text, media);
    // From another of our numbers it is another conversation.
    void app.attempt(async () => {
      const message = await app.held.send(
        { from: event.detail.from, to: conversation.participants, text, media: media.map((one) => one.id) },
        crypto.randomUUID(),
      );
      await app.conversations.fetch(message.conversation_id);
      app.router.go('inbox', message.conversation_id);
    }).then((sent) => sent || this.#bring(text, media));
  };

  /** From another of our numbers it waits in another conversation. */
  readonly #scheduled = ({ detail }: CustomEvent<ScheduledText>) => {
    this.later = undefined;
    this.composer?.clear();
    if (detail.conversation_id === this.conversation.id) return this.focusComposer();
    void this.app.attempt(() => this.app.conversations.fetch(detail.conversation_id));
    this.app.router.go('inbox', detail.conversation_id);
  };

  /** Sending again would fail anew as long as what the person said stands in the way. */
  #lead(code: string | number | undefined): string {
    return failedForConsent(code) && !mayBeTexted(this.conversation.consent) ? strings.consent.seeWhy : '';
  }

  /** The question that stands before a text which would leave in their night. */
  #night() {
    const { app, conversation } = this;
    const held = app.threads.of(conversation.id).outgoing.find((one) => one.problem?.code === QUIET);
    return held?.problem?.sendAt === undefined
      ? nothing
      : html`<t-night-question
          .app=${app}
          .zones=${conversation.time_zones}
          .sendAt=${held.problem.sendAt}
          @anyway=${() => (this.#awake.set(conversation.id, Date.now()), void app.threads.again(conversation.id, held.key, true))}
          @morning=${(event: CustomEvent<string>) => this.#morning(held, event.detail)}
          @dismiss=${() => (app.threads.discard(conversation.id, held.key), this.#bring(held.text, held.media))}
        ></t-night-question>`;
  }

  #morning(held: Outgoing, send_at: string): void {
    const { app, conversation } = this;
    const { from, to, text, key } = held;
    if (held.media.length > 0) return void app.toasts.say(strings.media.tray.notLater);
    void app.attempt(async () => {
      await app.scheduled.make({ from, to, text, send_at, unless_reply: false }, key);
      app.threads.discard(conversation.id, key);
    });
  }

  /** What goes with a text belongs to it: another one gets it anew, and leaves when the member sends it. */
  #again(message: Message): void {
    if (message.media.length === 0) return this.#post(message.text);
    this.#bring(message.text, message.media);
  }

  /** Puts words into the composer, where none are being written, and files beside them. */
  #bring(text: string, media: readonly Attachment[]): void {
    this.writing = 'text';
    void this.app.attempt(async () => {
      await this.updateComplete;
      if (text !== '') this.composer?.offer(text);
      if (media.length > 0) await this.composer?.bring(media);
    });
  }

  #post(text: string, media: readonly Attachment[] = []): void {
    const { id, from, participants } = this.conversation;
    const awake = Date.now() - (this.#awake.get(id) ?? 0) < AWAKE;
    void this.app.threads.send(id, from, participants, text, awake, media).then(() => {
      const refused = this.app.threads.of(id).outgoing.some((one) => one.problem?.code === NO_CONSENT);
      if (refused) void this.app.attempt(() => this.app.conversations.reread(id));
    });
    if (this.view) this.view.scrollTop = 0;
  }

  /** The words of a text that was taken back are there to be put right, unless others are being written. */
  #takeBack(message: Message): void {
    void this.app.attempt(async () => {
      this.app.threads.put(await this.app.held.takeBack(message.id));
      this.#bring(message.text, message.media);
    });
  }

  readonly #takeBackLast = () => {
    const last = this.app.held.last(this.conversation.id);
    if (last) this.#takeBack(last);
  };

  readonly #newer = () => void this.app.attempt(() => this.app.threads.newer(this.conversation.id));

  readonly #newest = () => {
    this.app.router.replace('inbox', this.conversation.id);
    void this.app.threads.open(this.conversation.id, true).then(() => this.view && (this.view.scrollTop = 0));
  };

  readonly #older = () => void this.app.attempt(() => this.app.threads.older(this.conversation.id));

  readonly #scrolled = () => {
    const { view } = this;
    if (view && view.scrollHeight - view.clientHeight + view.scrollTop < 400) {
      if (this.app.threads.of(this.conversation.id).cursor !== null) this.#older();
    }
  };

  readonly #seen = () => {
    if (document.visibilityState === 'visible' && (this.conversation?.unread > 0 || this.conversation?.unread_mentions > 0)) {
      void this.app.conversations.read(this.conversation.id);
    }
  };
}

function isNote(entry: Message | Note): entry is Note {
  return 'mentions' in entry;
}

function together(a: Message, b: Message): boolean {
  return (
    a.direction === b.direction &&
    a.from === b.from &&
    a.author_member_id === b.author_member_id &&
    Date.parse(b.created_at) - Date.parse(a.created_at) < TOGETHER
  );
}
