import { strings } from '../strings';
import type { Consent, Id } from './types';
import * as when from './when';

const words = strings.consent;

/** The problem that a text is refused with because of what its reader said. */
export const NO_CONSENT = 'no_consent';

/** Whether a text may be sent as things stand. */
export function mayBeTexted(consent: Consent): boolean {
  return consent.state === 'open' || consent.state === 'opted_in';
}

/** Whether a text failed for what its reader said. */
export function failedForConsent(code: string | number | undefined): boolean {
  return code === NO_CONSENT || code === 'opted_out' || code === 'consent_doubtful';
}

/** How and when it became known, as a sentence; nothing when nothing was ever said. */
export function source(consent: Consent, nameOf: (id: Id) => string | undefined): string {
  const { at, channel, words: said } = consent;
  if (at === null || channel === null) return '';
  const time = when.exact(at);
  if (channel === 'text') return words.texted(time);
  if (channel === 'carrier') return words.carrier(time, said ?? '');
  const who = (consent.member_id && nameOf(consent.member_id)) || words.formerMember;
  return consent.scope === 'workspace' ? words.enteredForAll(who, time) : words.entered(who, time);
}

/** The words that say so: a person's own or a member's note. A carrier's code is no words. */
export function quote(consent: Consent): string {
  return consent.channel === 'carrier' ? '' : (consent.words ?? '');
}
