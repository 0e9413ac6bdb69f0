import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CallRecord, RelayUse } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base } from '../ui/styles';

/** One call in detail: when, how long, and by which way its sound went at each end. */
@customElement('t-call-facts')
export class CallFacts extends TandemElement {
  @property({ attribute: false }) call!: CallRecord;

  static override styles = [
    base,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(110px, auto) 1fr;
        gap: 6px 16px;
        margin: 12px 0 0;
      }
      dt {
        color: var(--text-2);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override stores() {
    return [this.app.people];
  }

  protected override render() {
    const { call } = this;
    const words = strings.calls.facts;
    const { caller, callee } = call.relay;
    const started = html`<dt>${words.started}</dt>
      <dd>${when.exact(call.started_at)}</dd>`;
    if (!call.answered_at) return html`<dl data-testid="call-facts">${started}</dl>`;
    return html`<dl data-testid="call-facts">
      ${started}
      <dt>${words.took}</dt>
      <dd>${when.duration(call.duration_seconds ?? 0)}</dd>
      <dt>${words.way}</dt>
      <dd data-testid="call-way">
        ${caller || callee
          ? html`${this.#way(call.caller?.name, caller)}<br />${this.#way(call.callee?.name, callee)}`
          : words.unknown}
      </dd>
    </dl>`;
  }

  #way(name: string | null | undefined, use: RelayUse | null) {
    const words = strings.calls.facts;
    const who = name ?? strings.calls.unknown;
    if (!use) return words.notSaid(who);
    return use.relayed ? words.relayed(who, size(use.bytes)) : words.direct(who);
  }
}

/** Bytes as people read them: 840 kB, 1.2 MB. */
export function size(bytes: number): string {
  const unit = bytes < 1e6 ? 'kilobyte' : 'megabyte';
  const value = bytes < 1e6 ? bytes / 1e3 : bytes / 1e6;
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
