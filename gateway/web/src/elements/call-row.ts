import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { href } from '../core/router';
import { shown } from '../core/phone-number';
import type { CallRecord } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';
import type { IconName } from '../ui/icon';

/** One call that was: with whom, which way, how it went, how long, and a button to call back. */
@customElement('t-call-row')
export class CallRow extends TandemElement {
  @property({ attribute: false }) call!: CallRecord;
  /** Leaves out who it was with, where that is said already. */
  @property({ type: Boolean, reflect: true }) short = false;
  @property({ type: Boolean }) chosen = false;

  static override styles = [
    base,
    buttons,
    css`
      :host(:not([short])) {
        block-size: 100%;
        padding: 1px 8px;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 12px;
        block-size: 100%;
        min-block-size: 56px;
        padding-inline: 10px 6px;
        border-radius: 8px;
      }
      .row:not(.short) {
        position: relative;
      }
      .row.chosen,
      .row.chosen:hover {
        background: var(--bg-active);
      }
      a.name {
        display: block;
        color: inherit;
      }
      a.name:hover {
        text-decoration: none;
      }
      a.name::before {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: 8px;
      }
      .icon-button {
        position: relative;
      }
      .short {
        padding-inline-end: 12px;
      }
      .row:hover {
        background: var(--bg-hover);
      }
      .words {
        flex: 1;
        min-inline-size: 0;
      }
      .name {
        font-weight: 500;
      }
      .how {
        display: flex;
        align-items: center;
        gap: 5px;
        font-size: 13px;
        color: var(--text-2);
      }
      .missed .name,
      .missed .how t-icon {
        color: var(--bad);
      }
      time {
        font-size: 13px;
        color: var(--text-3);
        white-space: nowrap;
      }
      .alone {
        display: grid;
        place-items: center;
        inline-size: 32px;
        block-size: 32px;
        border-radius: 50%;
        background: var(--bg-hover);
        color: var(--text-2);
      }
      .missed .alone {
        color: var(--bad);
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.phone];
  }

  protected override render() {
    const { call } = this;
    const me = this.app.session.me?.member.id;
    const outgoing = call.caller?.member_id === me;
    const other = outgoing ? call.callee : call.caller;
    const words = strings.calls;
    const name =
      this.app.people.member(other?.member_id)?.name ?? other?.name ?? (other?.number ? shown(other.number) : words.unknown);
    const missed = isMissed(call, me);
    const icon: IconName = missed ? 'phone-missed' : outgoing ? 'phone-out' : 'phone-in';
    const memberId = other?.member_id;
    return html`<div
      class="row ${missed ? 'missed' : ''} ${this.short ? 'short' : ''} ${this.chosen ? 'chosen' : ''}"
      data-testid="call-row"
      data-outcome=${call.outcome ?? 'open'}
    >
      ${this.short
        ? html`<span class="alone"><t-icon name=${icon} size="16"></t-icon></span>`
        : html`<t-avatar .name=${name}></t-avatar>`}
      <div class="words">
        ${this.short ? nothing : html`<a class="name cut" href=${href('calls', call.id)}><bdi>${name}</bdi></a>`}
        <div class="how">
          ${this.short ? nothing : html`<t-icon name=${icon} size="14"></t-icon>`}
          <span class="cut">${this.short || call.outcome === 'answered' ? (outgoing ? words.outgoing : words.incoming) : ''}${
            call.outcome === 'answered'
              ? ` · ${when.duration(call.duration_seconds ?? 0)}`
              : `${this.short ? ' · ' : ''}${outcomeWords(call, outgoing)}`
          }</span>
        </div>
      </div>
      <time datetime=${call.started_at} title=${when.exact(call.started_at)}>${when.short(call.started_at)}</time>
      ${call.voicemail_id && !outgoing
        ? html`<a
            class="icon-button"
            href=${href('voicemail', call.voicemail_id)}
            aria-label=${words.toVoicemail}
            title=${words.toVoicemail}
          >
            <t-icon name="voicemail"></t-icon>
          </a>`
        : nothing}
      ${memberId && !this.short
        ? html`<button
            class="icon-button"
            aria-label=${words.callBack(name)}
            title=${words.callBack(name)}
            ?disabled=${this.app.phone.busy}
            @click=${() => this.app.callMember(memberId, name)}
          >
            <t-icon name="phone"></t-icon>
          </button>`
        : nothing}
    </div>`;
  }
}

/** A call to this member that was not taken. */
export function isMissed(call: CallRecord, me: string | undefined): boolean {
  if (call.caller?.member_id === me || call.outcome === null) return false;
  return call.outcome !== 'answered' && call.outcome !== 'declined';
}

function outcomeWords(call: CallRecord, outgoing: boolean): string {
  const words = strings.calls.outcome;
  if (call.outcome === null) return words.open;
  if (call.outcome === 'missed' && outgoing) return words.missedOut;
  if (!outgoing && (call.outcome === 'canceled' || call.outcome === 'unreachable')) return words.missed;
  return words[call.outcome];
}
