import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { ListKey } from '../core/keyboard';
import { href } from '../core/router';
import type { Room } from '../core/types';
import { roomName } from '../stores/rooms';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { panes } from '../ui/panes';
import { base, buttons, columns } from '../ui/styles';
import '../ui/avatar';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';
import './room-form';
import './room-view';
import type { RoomWish } from './room-form';
import type { RoomView } from './room-view';

/** Channels and direct messages of the team, and the room that is open. */
@customElement('t-team')
export class TeamScreen extends TandemElement {
  @state() private wish: RoomWish | undefined;
  @query('t-room') private readonly view!: RoomView | null;

  static override styles = [
    base,
    buttons,
    columns,
    panes,
    css`
      :host {
        --list: minmax(260px, 300px);
        --list-small: 240px;
      }
      .rooms {
        flex: 1;
        min-block-size: 0;
        overflow-y: auto;
        padding: 8px;
      }
      h2 {
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 8px 10px 4px;
        font-size: var(--text-small);
        color: var(--text-2);
      }
      h2 .space {
        flex: 1;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: max(34px, var(--target));
        padding-inline: 10px;
        border-radius: 8px;
        color: var(--text-2);
      }
      .row:hover {
        background: var(--bg-hover);
        text-decoration: none;
      }
      .row[aria-current='true'] {
        background: var(--bg-active);
        color: var(--text);
      }
      .row .name {
        flex: 1;
      }
      .row.unread {
        color: var(--text);
        font-weight: 600;
      }
      .row.other {
        color: var(--text-3);
      }
      .count {
        min-inline-size: 18px;
        padding-inline: 5px;
        border-radius: 9px;
        background: var(--accent);
        color: var(--on-accent);
        font-size: var(--text-tiny);
        line-height: 18px;
        text-align: center;
      }
      .hint {
        padding: 4px 10px;
        color: var(--text-3);
        font-size: 13px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.rooms, this.app.people, this.app.router.route];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { rooms } = this.app;
    rooms.ensure();
    const id = this.#open();
    this.toggleAttribute('opened', id !== '');
    if (id !== '' && !rooms.find(id) && rooms.value.loading === 'ready') {
      void this.app.attempt(() => rooms.fetch(id)).then((found) => {
        if (!found && this.#open() === id) this.app.router.replace('team');
      });
    }
  }

  #open(): string {
    const { place, id } = this.app.router.route.value;
    return place === 'team' ? id : '';
  }

  listKey(key: ListKey): void {
    if (key === 'reply') return this.view?.focusComposer();
    if (key === 'done' || key === 'note') return;
    const items = [...this.#of('channel'), ...this.#of('direct')];
    const at = items.findIndex((room) => room.id === this.#open());
    const next = items[key === 'next' ? at + 1 : Math.max(0, at - 1)];
    if (next) this.app.router.go('team', next.id);
  }

  protected override render() {
    const words = strings.team;
    const room = this.app.rooms.find(this.#open());
    return html`<section class="list" aria-label=${words.title}>
        <header class="head">
          <h1>${words.title}</h1>
          <span class="space"></span>
          <button
            class="icon-button"
            aria-label=${words.newDirect}
            title=${words.newDirect}
            @click=${() => (this.wish = 'direct')}
            data-testid="new-direct"
          >
            <t-icon name="write"></t-icon>
          </button>
        </header>
        ${this.#list()}
      </section>
      <section class="detail" aria-label=${words.messages}>
        ${room
          ? html`<t-room .app=${this.app} .room=${room}></t-room>`
          : this.#open() === '' && this.app.rooms.value.items.length > 0
            ? html`<t-empty icon="hash" heading=${words.choose} text=${words.chooseHint}></t-empty>`
            : nothing}
      </section>
      ${this.wish
        ? html`<t-room-form .app=${this.app} .wish=${this.wish} @dismiss=${() => (this.wish = undefined)}></t-room-form>`
        : nothing}`;
  }

  #list() {
    const { loading, problem, items, cursor } = this.app.rooms.value;
    const words = strings.team;
    if (loading === 'idle' || loading === 'loading') return html`<t-skeleton></t-skeleton>`;
    if (loading === 'failed') {
      return html`<t-empty icon="alert" heading=${strings.problem.load} text=${problem?.message ?? ''}>
        <button class="button" @click=${() => void this.app.rooms.refresh()}>${strings.retry}</button>
      </t-empty>`;
    }
    if (items.length === 0) {
      return html`<t-empty icon="hash" heading=${words.none} text=${words.noneHint}>
        <button class="button primary" @click=${() => (this.wish = 'channel')} data-testid="new-channel">
          <t-icon name="plus" size="16"></t-icon>${words.newChannel}
        </button>
      </t-empty>`;
    }
    const direct = this.#of('direct');
    return html`<nav class="rooms" aria-label=${words.title}>
      <h2>
        ${words.channels}<span class="space"></span>
        <button
          class="icon-button"
          aria-label=${words.newChannel}
          title=${words.newChannel}
          @click=${() => (this.wish = 'channel')}
          data-testid="new-channel"
        >
          <t-icon name="plus" size="16"></t-icon>
        </button>
      </h2>
      ${this.#of('channel').map((room) => this.#row(room))}
      <h2>${words.direct}</h2>
      ${direct.length === 0
        ? html`<p class="hint">
            <button class="button plain" @click=${() => (this.wish = 'direct')}>${words.noDirect}</button>
          </p>`
        : direct.map((room) => this.#row(room))}
      ${cursor === null
        ? nothing
        : html`<button class="button plain" @click=${() => void this.app.rooms.more()}>${strings.more}</button>`}
    </nav>`;
  }

  /** Channels stand by name, those that were joined first; direct rooms by when something was said. */
  #of(kind: Room['kind']): Room[] {
    const rooms = this.app.rooms.value.items.filter((room) => room.kind === kind);
    return kind === 'direct'
      ? rooms
      : rooms.sort((a, b) => Number(b.joined) - Number(a.joined) || (a.name ?? '').localeCompare(b.name ?? ''));
  }

  #row(room: Room) {
    const words = strings.team;
    const name = roomName(room, this.app.people.value.members, this.app.session.me?.member.id, words.somebody);
    const said = room.kind === 'direct' ? words.roomWith(name) : words.channel(name);
    return html`<a
      class="row ${room.unread > 0 ? 'unread' : ''} ${room.joined ? '' : 'other'}"
      href=${href('team', room.id)}
      aria-current=${room.id === this.#open()}
      aria-label=${room.unread > 0 ? `${said}, ${words.unread(room.unread)}` : said}
      data-testid="room"
      data-unread=${room.unread}
    >
      ${room.kind === 'direct'
        ? html`<t-avatar .name=${name} size="small"></t-avatar>`
        : html`<t-icon name=${room.open ? 'hash' : 'lock'} size="16"></t-icon>`}
      <span class="name cut"><bdi>${name}</bdi></span>
      ${room.unread > 0 ? html`<span class="count">${room.unread > 99 ? '99+' : room.unread}</span>` : nothing}
    </a>`;
  }
}
