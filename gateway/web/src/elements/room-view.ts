import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { href } from '../core/router';
import type { Post, Room } from '../core/types';
import * as when from '../core/when';
import { roomName } from '../stores/rooms';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, columns } from '../ui/styles';
import { talk } from '../ui/talk';
import '../ui/icon';
import '../ui/menu';
import '../ui/skeleton';
import './post-row';
import './room-form';
import './team-composer';
import type { RoomWish } from './room-form';
import type { ForTheTeam, TeamComposer } from './team-composer';

const TOGETHER = 5 * 60_000;

/** What is said in one room, newest at the foot, and the place to say the next. */
@customElement('t-room')
export class RoomView extends TandemElement {
  @property({ attribute: false }) room!: Room;
  @state() private wish: RoomWish | undefined;
  @query('t-team-composer') private readonly composer!: TeamComposer | null;

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
      .older,
      .day {
        color: var(--text-3);
        font-size: var(--text-small);
        text-align: center;
      }
      .day {
        margin-block: 18px 6px;
        font-weight: 500;
      }
      .lock {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        color: var(--text-3);
        font-size: var(--text-small);
        cursor: help;
      }
      t-team-composer,
      .join {
        flex: none;
        inline-size: min(100%, 920px);
        margin-inline: auto;
      }
      .join {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        padding: 12px 24px 20px;
        color: var(--text-2);
      }
      @container (max-width: 640px) {
        .back {
          display: inline-grid;
        }
        .lock {
          display: none;
        }
        .all {
          padding-inline: 12px;
        }
      }
    `,
  ];

  protected override stores() {
    const { rooms, people } = this.app;
    return [rooms, rooms.talks, people];
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
    this.composer?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('room')) void this.app.rooms.open(this.room.id);
  }

  protected override updated(): void {
    this.#seen();
  }

  protected override render() {
    const { room, app } = this;
    const words = strings.team;
    const name = this.#name;
    const talk = app.rooms.of(room.id);
    return html`<header class="head">
        <a class="icon-button back" href=${href('team')} aria-label=${strings.back}><t-icon name="back"></t-icon></a>
        <t-icon name=${room.kind === 'direct' ? 'user' : room.open ? 'hash' : 'lock'} size="16"></t-icon>
        <div class="who">
          <h2 class="cut"><bdi>${name}</bdi></h2>
          ${room.kind === 'channel'
            ? html`<span class="small quiet cut"
                >${words.members(room.member_ids.length)} · ${room.open ? words.open : words.closed}</span
              >`
            : nothing}
        </div>
        <span class="lock" title=${words.lockLong}><t-icon name="lock" size="14"></t-icon>${words.lock}</span>
        ${room.kind === 'channel' && room.joined
          ? html`<t-menu
              .label=${words.more}
              icon="more"
              .items=${[
                { id: 'let-in', label: words.letIn },
                { id: 'rename', label: words.rename },
                { id: 'leave', label: words.leave },
              ]}
              @choose=${this.#chosen}
              data-testid="room-menu"
            ></t-menu>`
          : nothing}
      </header>
      <div class="view scroll" tabindex="0" role="log" aria-label=${words.messages}>
        <div class="all">
          ${talk.loading === 'idle' || talk.loading === 'loading'
            ? html`<t-skeleton rows="4"></t-skeleton>`
            : talk.loading === 'failed'
              ? html`<div class="older">
                  <p>${talk.problem?.message}</p>
                  <button class="button" @click=${() => void app.rooms.open(room.id)}>${strings.retry}</button>
                </div>`
              : html`<div class="older">
                    ${talk.cursor === null
                      ? words.start(name)
                      : html`<button class="button plain" @click=${this.#older}>${words.older}</button>`}
                  </div>
                  ${this.#posts(talk.posts)}`}
        </div>
      </div>
      ${keyed(room.id, room.joined ? this.#writing(name) : this.#toJoin())}
      ${this.wish
        ? html`<t-room-form
            .app=${app}
            .wish=${this.wish}
            .room=${room}
            @dismiss=${() => (this.wish = undefined)}
          ></t-room-form>`
        : nothing}`;
  }

  get #name(): string {
    return roomName(this.room, this.app.people.value.members, this.app.session.me?.member.id, strings.team.somebody);
  }

  #writing(name: string) {
    return html`<t-team-composer
      .app=${this.app}
      .label=${strings.team.write(name)}
      .place=${strings.team.write(name)}
      .action=${strings.team.send}
      .draftKey=${`room ${this.room.id}`}
      .max=${8000}
      @write=${this.#say}
    ></t-team-composer>`;
  }

  #toJoin() {
    return html`<div class="join">
      <span>${strings.team.joinHint}</span>
      <button
        class="button primary"
        @click=${() => void this.app.attempt(() => this.app.rooms.join(this.room.id))}
        data-testid="room-join"
      >
        ${strings.team.join}
      </button>
    </div>`;
  }

  #posts(posts: readonly Post[]) {
    return repeat(
      posts,
      (post) => post.id,
      (post, index) => {
        const before = posts[index - 1];
        const newDay = !before || !when.sameDay(before.created_at, post.created_at);
        const joined =
          !newDay &&
          before.author_member_id === post.author_member_id &&
          Date.parse(post.created_at) - Date.parse(before.created_at) < TOGETHER;
        return html`${newDay ? html`<div class="day" role="separator">${when.day(post.created_at)}</div>` : nothing}
          <t-post .app=${this.app} .post=${post} ?joined=${joined}></t-post>`;
      },
    );
  }

  /** What cannot be kept is given back, so that no word is lost. */
  readonly #say = (event: CustomEvent<ForTheTeam>) => {
    const { text } = event.detail;
    void this.app.attempt(() => this.app.rooms.say(this.room.id, text)).then((said) => said || this.composer?.offer(text));
  };

  readonly #chosen = (event: CustomEvent<string>) => {
    event.stopPropagation();
    if (event.detail !== 'leave') {
      this.wish = event.detail as RoomWish;
      return;
    }
    const name = this.#name;
    void this.app.attempt(() => this.app.rooms.leave(this.room.id)).then((left) => {
      if (!left) return;
      this.app.toasts.say(strings.team.left(name));
      this.app.router.go('team');
    });
  };

  readonly #older = () => void this.app.attempt(() => this.app.rooms.older(this.room.id));

  readonly #seen = () => {
    if (document.visibilityState === 'visible' && this.room?.unread > 0) void this.app.rooms.read(this.room.id);
  };
}
