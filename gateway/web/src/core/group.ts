import { strings } from '../strings';
import type { E164, Message, PhoneNumber } from './types';

const words = strings.group;

/** The most people that one text goes to, whatever a number's carrier takes. */
export const MOST_IN_A_GROUP = 10;

/** Why a text to these people cannot leave from this number, and what to do; nothing when it can, or is for one. */
export function groupTrouble(number: PhoneNumber | undefined, to: readonly E164[]): string {
  if (to.length < 2 || !number) return '';
  const most = number.group_receivers ?? 0;
  if (most === 0) return words.none;
  if (to.length > most) return words.tooMany(most);
  return to.every((one) => one.startsWith('+1')) ? '' : words.abroad;
}

/**
 * How far a text to several people has come, where its own state does not say it for all of them: to how many, and to
 * whom not. Nothing for other texts.
 */
export function receiptNote(message: Pick<Message, 'receivers' | 'state'>, nameOf: (number: E164) => string): string {
  const all = message.receivers ?? [];
  const lost = all.filter(({ state }) => state === 'undelivered' || state === 'failed');
  const there = all.filter(({ state }) => state === 'delivered').length;
  if (all.length < 2 || message.state !== 'sent') return '';
  if (lost.length > 0) return words.notTo(lost.map(({ number }) => nameOf(number)).join(', '));
  return there > 0 ? words.deliveredTo(there, all.length) : '';
}
