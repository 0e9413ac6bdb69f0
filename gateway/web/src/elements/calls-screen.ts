import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ListKey } from '../core/keyboard';
import type { CallRecord, Member } from '../core/types';
import { href } from '../core/router';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { panes } from '../ui/panes';
import { base, buttons, columns } from '../ui/styles';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';
import '../ui/virtual-list';
import './call-row';
import { isMissed } from './call-row';
import './person-card';

/** Every call of this member, newest first, and beside it the person whom the chosen one was with. */
@customElement('t-calls')
export class CallsScreen extends TandemElement {
  @state() private filter: 'all' | 'missed' = 'all';

  static override styles = [
    base,
    buttons,
    columns,
    panes,
    css`
      :host {
        --list: minmax(300px, 400px);
        --list-small: 320px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.calls, this.app.session, this.app.router.route, this.app.people];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app.calls.ensure();
  }

  protected override willUpdate(): void {
    this.toggleAttribute('opened', this.#chosen() !== undefined);
  }

  listKey(key: ListKey): void {
    if (key === 'reply' || key === 'done') return;
    const items = this.#shown();
    const at = items.findIndex((item) => item.id === this.app.router.route.value.id);
    const next = items[key === 'next' ? at + 1 : Math.max(0, at - 1)];
    if (next) this.app.router.go('calls', next.id);
  }

  protected override render() {
    const words = strings.calls;
    const person = this.#chosen();
    const some = this.app.calls.value.items.length > 0;
    return html`<section class="list" aria-label=${words.title}>
        <header class="head">
          <h1>${words.title}</h1>
          <span class="space"></span>
          <button
            class="icon-button"
            aria-label=${strings.nav.dial}
            title="${strings.nav.dial} (⌘D)"
            @click=${() => this.app.overlay.set('dial')}
            data-testid="calls-dial"
          >
            <t-icon name="keypad"></t-icon>
          </button>
        </header>
        ${this.#list()}
      </section>
      <section class="detail" aria-label=${strings.details.title}>
        ${person
          ? html`<t-person-card .app=${this.app} .person=${person} .call=${this.#call()} from="calls"></t-person-card>`
          : some
            ? html`<t-empty icon="phone" heading=${words.choose} text=${words.chooseHint}>
                <button class="button" @click=${() => this.app.overlay.set('dial')}>
                  <t-icon name="keypad" size="16"></t-icon>${strings.nav.dial}
                </button>
              </t-empty>`
            : nothing}
      </section>`;
  }

  #call(): CallRecord | undefined {
    return this.app.calls.find(this.app.router.route.value.id);
  }

  #chosen(): Member | undefined {
    const call = this.#call();
    const me = this.app.session.me?.member.id;
    return this.app.people.member(call?.caller?.member_id === me ? call?.callee?.member_id : call?.caller?.member_id);
  }

  #shown(): readonly CallRecord[] {
    const { items } = this.app.calls.value;
    const me = this.app.session.me?.member.id;
    return this.filter === 'all' ? items : items.filter((call) => isMissed(call, me));
  }

  #list() {
    const { items, loading, problem } = this.app.calls.value;
    const words = strings.calls;
    if (loading === 'idle' || loading === 'loading') return html`<t-skeleton></t-skeleton>`;
    if (loading === 'failed') {
      return html`<t-empty icon="alert" heading=${strings.problem.load} text=${problem?.message ?? ''}>
        <button class="button" @click=${() => void this.app.calls.refresh()}>${strings.retry}</button>
      </t-empty>`;
    }
    if (items.length === 0) {
      return html`<t-empty icon="phone" heading=${words.empty} text=${words.emptyHint}>
        <a class="button primary" href=${href('people')}><t-icon name="users" size="16"></t-icon>${strings.nav.people}</a>
      </t-empty>`;
    }
    const seen = this.#shown();
    return html`<div class="tabs" role="tablist" aria-label=${words.title}>
        ${(['all', 'missed'] as const).map(
          (filter) =>
            html`<button role="tab" aria-selected=${this.filter === filter} @click=${() => (this.filter = filter)}>
              ${words[filter]}
            </button>`,
        )}
      </div>
      ${seen.length === 0
        ? html`<t-empty icon="check" heading=${words.noneMissed} text=${words.noneMissedHint}></t-empty>`
        : html`<t-virtual-list
            .items=${seen}
            .row=${this.#row}
            .identity=${identity}
            .chosen=${seen.findIndex((call) => call.id === this.app.router.route.value.id)}
            height="62"
            label=${words.title}
            @near-end=${() => void this.app.calls.more()}
          ></t-virtual-list>`}`;
  }

  readonly #row = (call: CallRecord) =>
    html`<t-call-row .app=${this.app} .call=${call} .chosen=${call.id === this.app.router.route.value.id}></t-call-row>`;
}

function identity(call: CallRecord): string {
  return call.id;
}
