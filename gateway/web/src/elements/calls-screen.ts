import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { CallRecord } from '../core/types';
import { href } from '../core/router';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, columns } from '../ui/styles';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';
import '../ui/virtual-list';
import './call-row';
import { isMissed } from './call-row';

/** Every call of this member, newest first. */
@customElement('t-calls')
export class CallsScreen extends TandemElement {
  @state() private filter: 'all' | 'missed' = 'all';

  static override styles = [
    base,
    buttons,
    columns,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
      }
      .body {
        flex: 1;
        min-block-size: 0;
        inline-size: min(100%, 860px);
        margin-inline: auto;
        padding-inline: 8px;
        display: flex;
        flex-direction: column;
      }
      t-virtual-list,
      t-empty {
        flex: 1;
        min-block-size: 0;
      }
    `,
  ];

  protected override stores() {
    return [this.app.calls, this.app.session];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app.calls.ensure();
  }

  protected override render() {
    const words = strings.calls;
    return html`<header class="head">
        <h1>${words.title}</h1>
        <span class="space"></span>
        <button
          class="button"
          aria-label=${strings.nav.dial}
          title="${strings.nav.dial} (⌘D)"
          @click=${() => this.app.overlay.set('dial')}
        >
          <t-icon name="keypad" size="16"></t-icon>${strings.nav.dial}
        </button>
      </header>
      <div class="body">${this.#list()}</div>`;
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
    const me = this.app.session.me?.member.id;
    const seen = this.filter === 'all' ? items : items.filter((call) => isMissed(call, me));
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
            .identity=${(call: CallRecord) => call.id}
            height="60"
            label=${words.title}
            @near-end=${() => void this.app.calls.more()}
          ></t-virtual-list>`}`;
  }

  readonly #row = (call: CallRecord) => html`<t-call-row .app=${this.app} .call=${call}></t-call-row>`;
}
