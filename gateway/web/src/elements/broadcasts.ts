import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { BROADCASTS } from '../core/broadcast';
import { href } from '../core/router';
import type { Broadcast } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, columns } from '../ui/styles';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';
import './broadcast-form';
import './broadcast-view';

const words = strings.broadcasts;

/** For how many it was their turn. */
function handedIn({ receivers, progress }: Broadcast): number {
  return receivers - progress.waiting - progress.night - progress.canceled;
}

/** Broadcasts: all of them, one of them, or a new one, as the address says. */
@customElement('t-broadcasts')
export class BroadcastsPane extends TandemElement {
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
      .scroll {
        flex: 1;
      }
      ul {
        display: grid;
        gap: 8px;
        inline-size: min(100%, 920px);
        margin-inline: auto;
        padding: 12px 24px 24px;
      }
      a.one {
        display: grid;
        gap: 6px;
        padding: 12px 14px;
        border: 1px solid var(--line);
        border-radius: 8px;
        color: var(--text);
      }
      a.one:hover {
        background: var(--bg-hover);
        text-decoration: none;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
      }
      .line b {
        flex: 1;
        font-weight: 500;
      }
      progress {
        inline-size: 100%;
        block-size: 6px;
        accent-color: var(--accent);
      }
      .more {
        display: block;
        margin: 0 auto 24px;
      }
      @container (max-width: 640px) {
        ul {
          padding-inline: 12px;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.broadcasts, this.app.router.route, this.app.people, this.app.workspace];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app.broadcasts.inSight = true;
    void this.app.broadcasts.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.app.broadcasts.inSight = false;
  }

  protected override render() {
    const { query } = this.app.router.route.value;
    const of = query.get('of') ?? '';
    if (query.has('new')) return html`<t-broadcast-form .app=${this.app}></t-broadcast-form>`;
    if (of !== '') return html`<t-broadcast .app=${this.app} .of=${of}></t-broadcast>`;
    return html`<header class="head">
        <a class="icon-button" href=${href('inbox')} aria-label=${strings.back} title=${strings.back}>
          <t-icon name="back"></t-icon>
        </a>
        <h2>${words.title}</h2>
        <span class="space"></span>
        ${this.#add()}
      </header>
      <div class="scroll">${this.#list()}</div>`;
  }

  #add() {
    return html`<a class="button primary" href=${href('inbox', BROADCASTS, { new: '1' })} data-testid="new-broadcast">
      <t-icon name="plus" size="16"></t-icon>${words.add}
    </a>`;
  }

  #list() {
    const { items, loading, problem, cursor } = this.app.broadcasts.value;
    if (loading === 'failed') {
      return html`<t-empty icon="alert" heading=${strings.problem.load} text=${problem?.message ?? ''}>
        <button class="button" @click=${() => void this.app.broadcasts.refresh()}>${strings.retry}</button>
      </t-empty>`;
    }
    if (loading !== 'ready') return html`<t-skeleton></t-skeleton>`;
    if (items.length === 0) return html`<t-empty icon="megaphone" heading=${words.empty} text=${words.emptyHint}>${this.#add()}</t-empty>`;
    return html`<ul aria-label=${words.title}>
        ${items.map((one) => this.#row(one))}
      </ul>
      ${cursor === null
        ? ''
        : html`<button class="button more" @click=${() => void this.app.broadcasts.more()}>${words.more}</button>`}`;
  }

  #row(one: Broadcast) {
    const done = handedIn(one);
    const who = this.app.people.member(one.author_member_id)?.name ?? '';
    return html`<li>
      <a class="one" href=${href('inbox', BROADCASTS, { of: one.id })} data-testid="broadcast" data-state=${one.state}>
        <span class="line"><b class="cut"><bdi>${one.name}</bdi></b><span>${words.states[one.state]}${one.begins_at ? ` · ${when.until(new Date(one.begins_at))}` : ''}</span></span>
        <progress max=${one.receivers} value=${done} aria-label=${words.of(done, one.receivers)}></progress>
        <span class="line small quiet">
          <span>${words.of(done, one.receivers)}</span><bdi>${who}</bdi><span>${when.short(one.created_at)}</span>
        </span>
      </a>
    </li>`;
  }
}
