import type { RelayUse } from '../core/types';

/** What one second of a call looked like. */
export interface Figures {
  /** Seconds. */
  rtt: number | undefined;
  /** Share of packets lost, 0 to 1. */
  loss: number;
  /** Seconds. */
  jitter: number;
}

export interface Reading extends Figures {
  /** 0 (no sound arrives) to 4 (very good). */
  bars: 0 | 1 | 2 | 3 | 4;
  relayed: boolean | undefined;
  /** This side's own way; undefined while there is none. */
  own: RelayUse | undefined;
}

interface Totals {
  received: number;
  lost: number;
}

/**
 * Reads one call's statistics once a second and gives bars by the E-model (ITU-T G.107, simplified for Opus): delay
 * above 160 ms one way and every percent of loss cost points.
 */
export class QualityMeter {
  #before: Totals | undefined;
  #silentReadings = 0;
  /** The way of the last reading, and what went through the relay on those before it. */
  #pair: { id: string; bytes: number } | undefined;
  #carried = 0;

  read(report: Iterable<[string, Record<string, unknown>]>): Reading {
    const stats = new Map(report);
    let totals: Totals = { received: 0, lost: 0 };
    let jitter = 0;
    let rtt: number | undefined;
    let pair: Record<string, unknown> | undefined;
    let selected: string | undefined;
    for (const entry of stats.values()) {
      if (entry['type'] === 'inbound-rtp' && entry['kind'] === 'audio') {
        totals = { received: number(entry['packetsReceived']), lost: Math.max(0, number(entry['packetsLost'])) };
        jitter = number(entry['jitter']);
      } else if (entry['type'] === 'remote-inbound-rtp' && entry['roundTripTime'] !== undefined) {
        rtt = number(entry['roundTripTime']);
      } else if (entry['type'] === 'transport' && entry['selectedCandidatePairId']) {
        selected = String(entry['selectedCandidatePairId']);
      } else if (entry['type'] === 'candidate-pair' && entry['nominated'] === true && entry['state'] === 'succeeded') {
        pair ??= entry;
      }
    }
    if (selected !== undefined) pair = stats.get(selected) ?? pair;
    if (pair?.['currentRoundTripTime'] !== undefined) rtt ??= number(pair['currentRoundTripTime']);

    const received = this.#before ? totals.received - this.#before.received : totals.received;
    const lost = this.#before ? Math.max(0, totals.lost - this.#before.lost) : 0;
    this.#before = totals;
    this.#silentReadings = received > 0 ? 0 : this.#silentReadings + 1;
    const loss = received + lost > 0 ? lost / (received + lost) : 0;
    const figures = { rtt, loss, jitter };
    return { ...figures, bars: this.#silentReadings >= 3 ? 0 : barsOf(figures), relayed: relayed(stats, pair), own: this.#own(stats, pair) };
  }

  #own(stats: Map<string, Record<string, unknown>>, pair: Record<string, unknown> | undefined): RelayUse | undefined {
    if (!pair) return undefined;
    const isRelayed = stats.get(String(pair['localCandidateId']))?.['candidateType'] === 'relay';
    const id = String(pair['id'] ?? '');
    if (this.#pair && this.#pair.id !== id) this.#carried += this.#pair.bytes;
    this.#pair = { id, bytes: isRelayed ? number(pair['bytesSent']) + number(pair['bytesReceived']) : 0 };
    const bytes = this.#carried + this.#pair.bytes;
    return { relayed: isRelayed || bytes > 0, bytes };
  }
}

export function barsOf({ rtt, loss, jitter }: Figures): 1 | 2 | 3 | 4 {
  const delay = ((rtt ?? 0) * 1000) / 2 + jitter * 2000 + 20;
  const delayCost = delay < 160 ? delay / 40 : 4 + (delay - 160) / 8;
  const score = 93.2 - delayCost - loss * 250;
  return score >= 84 ? 4 : score >= 76 ? 3 : score >= 62 ? 2 : 1;
}

function relayed(stats: Map<string, Record<string, unknown>>, pair: Record<string, unknown> | undefined) {
  if (!pair) return undefined;
  return [pair['localCandidateId'], pair['remoteCandidateId']]
    .map((id) => stats.get(String(id))?.['candidateType'])
    .includes('relay');
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
