import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { begins, BROADCASTS } from '../core/broadcast';
import { Problem } from '../core/problem';
import { href } from '../core/router';
import type { Broadcast, BroadcastProgress, BroadcastReceiver, Id } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, columns, fields } from '../ui/styles';
import '../ui/dialog';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';
import './send-time';
import type { SendTime } from './send-time';

const words = strings.broadcasts;

/** In the order in which a text comes through them. */
const PROGRESS = Object.keys(words.progress) as BroadcastProgress[];

/** One broadcast: what it says, how many have come how far, and each receiver. */
@customElement('t-broadcast')
export class BroadcastView extends TandemElement {
  @property() of: Id = '';
  @state() private receivers: readonly BroadcastReceiver[] = [];
  @state() private cursor: string | null = null;
  @state() private problem: Problem | undefined;
  @state() private asking = false;
  @state() private timing = false;
  @state() private busy = false;
  @query('t-send-time') private readonly picker!: SendTime;
  #readFor: Broadcast | undefined;
  #reading = false;

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
        min-block-size: 0;
      }
      .scroll {
        flex: 1;
      }
      .all {
        display: grid;
        gap: 16px;
        inline-size: min(100%, 920px);
        margin-inline: auto;
        padding: 16px 24px 24px;
      }
      .text {
        padding: 10px 14px;
        border-radius: 10px;
        background: var(--bg-sunken);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
        unicode-bidi: plaintext;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      dl > div {
        min-inline-size: 92px;
        padding: 8px 12px;
        border: 1px solid var(--line);
        border-radius: 8px;
      }
      dt {
        color: var(--text-2);
        font-size: var(--text-small);
      }
      dd {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .bad dd {
        color: var(--bad);
      }
      .do {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      h3 {
        font-size: 14px;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 2px 16px;
        padding: 8px 0;
        border-block-start: 1px solid var(--line);
      }
      li.bad span {
        color: var(--bad);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
      .ask {
        display: grid;
        gap: 16px;
        padding: 16px 20px 20px;
      }
      @container (max-width: 640px) {
        .all {
          padding-inline: 12px;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.broadcasts, this.app.people];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.app.broadcasts.looked = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('of')) return;
    this.app.broadcasts.looked = this.of;
    this.app.broadcasts.ensure();
    this.receivers = [];
    this.#readFor = undefined;
    if (!this.app.broadcasts.find(this.of)) this.#read();
  }

  protected override updated(): void {
    const one = this.app.broadcasts.find(this.of);
    if (one !== this.#readFor && !this.#reading) void this.#again(one);
  }

  #read(): void {
    this.problem = undefined;
    this.app.broadcasts.read(this.of).catch((thrown: unknown) => (this.problem = Problem.of(thrown)));
  }

  /** Reads as many receivers as are shown, as they are now. */
  async #again(one: Broadcast | undefined): Promise<void> {
    this.#readFor = one;
    this.#reading = true;
    const shown = Math.max(1, this.receivers.length);
    try {
      let page = await this.app.api.broadcastReceivers(this.of);
      const all = [...page.data];
      while (page.next_cursor !== null && all.length < shown) {
        page = await this.app.api.broadcastReceivers(this.of, page.next_cursor);
        all.push(...page.data);
      }
      this.receivers = all;
      this.cursor = page.next_cursor;
    } catch (thrown) {
      this.problem = Problem.of(thrown);
    } finally {
      this.#reading = false;
    }
  }

  readonly #more = () => {
    void this.app.attempt(async () => {
      const page = await this.app.api.broadcastReceivers(this.of, this.cursor);
      this.receivers = [...this.receivers, ...page.data];
      this.cursor = page.next_cursor;
    });
  };

  protected override render() {
    const one = this.app.broadcasts.find(this.of);
    return html`<header class="head">
        <a class="icon-button" href=${href('inbox', BROADCASTS)} aria-label=${words.back} title=${words.back}>
          <t-icon name="back"></t-icon>
        </a>
        <h2 class="cut"><bdi>${one?.name ?? words.title}</bdi></h2>
        <span class="space"></span>
        ${one ? html`<span class="quiet" role="status" data-testid="broadcast-state">${words.states[one.state]}</span>` : nothing}
      </header>
      <div class="scroll">
        ${one
          ? this.#whole(one)
          : this.problem
            ? html`<t-empty icon="alert" heading=${strings.problem.load} text=${this.problem.message}>
                <button class="button" @click=${() => this.#read()}>${strings.retry}</button>
              </t-empty>`
            : html`<t-skeleton></t-skeleton>`}
      </div>
      ${one && this.asking ? this.#ask(one) : nothing} ${one && this.timing ? this.#time(one) : nothing}`;
  }

  #whole(one: Broadcast) {
    const open = one.state !== 'canceled' && one.state !== 'done';
    return html`<div class="all">
      ${one.stopped ? html`<p class="notice" role="alert">${words.stopped[one.stopped]}</p>` : nothing}
      ${one.begins_at ? html`<p data-testid="broadcast-begins">${begins(one.begins_at)}</p>` : nothing}
      <p class="text">${one.text}</p>
      <dl>
        ${PROGRESS.filter((each) => one.progress[each] > 0).map(
          (each) => html`<div class=${each === 'failed' || each === 'refused' ? 'bad' : ''} data-testid="progress-${each}">
            <dt>${words.progress[each]}</dt>
            <dd>${one.progress[each]}</dd>
          </div>`,
        )}
      </dl>
      ${open
        ? html`<div class="do">
            ${one.state === 'running'
              ? html`<button class="button" ?disabled=${this.busy} @click=${() => this.#change('pause')} data-testid="pause">
                  <t-icon name="pause" size="16"></t-icon>${words.pause}
                </button>`
              : html`<button class="button primary" ?disabled=${this.busy} @click=${() => this.#change('resume')} data-testid="resume">
                  <t-icon name="play" size="16"></t-icon>${one.begins_at ? words.beginNow : words.resume}
                </button>
                <button class="button" ?disabled=${this.busy} @click=${() => (this.timing = true)} data-testid="set-time">${words.setTime}</button>`}
            <button class="button warning" ?disabled=${this.busy} @click=${() => (this.asking = true)} data-testid="cancel-rest">
              ${one.begins_at ? words.cancelAll : words.cancel}
            </button>
          </div>`
        : nothing}
      <div>
        <h3>${words.receivers}</h3>
        ${this.problem ? html`<p class="wrong" role="alert">${this.problem.message}</p>` : nothing}
        <ul aria-label=${words.receivers}>
          ${repeat(
            this.receivers,
            (receiver) => receiver.place,
            (receiver) => this.#receiver(receiver),
          )}
        </ul>
        ${this.cursor === null ? nothing : html`<button class="button" @click=${this.#more}>${words.more}</button>`}
      </div>
    </div>`;
  }

  #receiver(one: BroadcastReceiver) {
    const name = this.app.people.nameOf(one.to);
    const bad = one.progress === 'failed' || one.progress === 'refused';
    return html`<li class=${bad ? 'bad' : ''} data-testid="receiver" data-progress=${one.progress}>
      ${one.conversation_id
        ? html`<a href=${href('inbox', one.conversation_id)}><bdi>${name}</bdi></a>`
        : html`<bdi>${name}</bdi>`}
      <span class="small">${this.#state(one)}</span>
    </li>`;
  }

  #state(one: BroadcastReceiver): string {
    if (one.refusal) return words.refusals[one.refusal];
    if (one.progress === 'night' && one.night_until) return words.nightUntil(when.until(new Date(one.night_until)));
    return words.codes[one.error_code ?? ''] ?? words.progress[one.progress];
  }

  #ask(one: Broadcast) {
    return html`<t-dialog heading=${words.cancel} @dismiss=${() => (this.asking = false)}>
      <div class="ask">
        <p>${words.cancelAsk(one.progress.waiting + one.progress.night)}</p>
        <div class="actions">
          <button class="button" @click=${() => (this.asking = false)}>${words.keep}</button>
          <button class="button bad" @click=${() => this.#change('cancel')} data-testid="cancel-surely">${words.cancel}</button>
        </div>
      </div>
    </t-dialog>`;
  }

  #time(one: Broadcast) {
    return html`<t-dialog heading=${words.laterTitle} @dismiss=${() => (this.timing = false)}>
      <div class="ask">
        <t-send-time autofocus .at=${one.begins_at ? new Date(one.begins_at) : undefined}></t-send-time>
        <div class="actions">
          <button class="button" @click=${() => (this.timing = false)}>${strings.cancel}</button>
          <button class="button primary" ?disabled=${this.busy} @click=${this.#setTime} data-testid="set-time-save">${words.save}</button>
        </div>
      </div>
    </t-dialog>`;
  }

  readonly #setTime = async () => {
    const at = this.picker.chosen();
    if (!at) return;
    this.busy = true;
    try {
      await this.app.broadcasts.schedule(this.of, at);
      this.timing = false;
    } catch (thrown) {
      const problem = Problem.of(thrown);
      this.picker.wrong = problem.fields.get('begins_at') ?? problem.message;
    } finally {
      this.busy = false;
    }
  };

  #change(deed: 'pause' | 'resume' | 'cancel'): void {
    this.asking = false;
    this.busy = true;
    void this.app.attempt(() => this.app.broadcasts.change(this.of, deed)).finally(() => (this.busy = false));
  }
}
