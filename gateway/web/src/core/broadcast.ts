import { toE164 } from './phone-number';
import type { E164, Time } from './types';
import * as when from './when';
import { ownZone } from './zoned';
import { strings } from '../strings';

/** In the address of the inbox. */
export const BROADCASTS = 'broadcasts';

/** The most that one broadcast goes to. */
export const MOST_RECEIVERS = 1000;

/** When one begins, by the member's own clock. */
export function begins(at: Time): string {
  return strings.broadcasts.begins(when.until(new Date(at)), ownZone().replaceAll('_', ' '));
}

export interface Receivers {
  /** Each once, in the order in which they were written. */
  numbers: E164[];
  /** What was written and is no number. */
  wrong: string[];
  /** How many were written again. */
  twice: number;
}

/** Reads numbers from what was pasted: one a line, or with commas, semicolons or tabs between them. */
export function receiversOf(pasted: string, near?: E164): Receivers {
  const numbers = new Set<E164>();
  const wrong: string[] = [];
  let twice = 0;
  for (const written of pasted.split(/[\n\r,;\t]+/).map((one) => one.trim())) {
    if (written === '') continue;
    const number = toE164(written, near);
    if (number === undefined) wrong.push(written);
    else if (numbers.has(number)) twice++;
    else numbers.add(number);
  }
  return { numbers: [...numbers], wrong, twice };
}
