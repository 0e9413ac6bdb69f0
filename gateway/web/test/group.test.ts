// Goal: of a text to several people the page says before whether it can leave, and after whom it reached; what is decided
// about consent in a group is about one of them. Method: the rules on numbers and texts of every kind; the store with an
// API that the test answers.
import { expect, test } from 'vitest';
import { groupTrouble, receiptNote } from '../src/core/group';
import type { ConsentDecision, MessageReceiver, MessageState, PhoneNumber } from '../src/core/types';
import { Conversations } from '../src/stores/conversations';
import { strings } from '../src/strings';
import { consent, conversation, message } from './fakes';

const ANA = '+12025550123';
const BEN = '+12025550124';
const CEM = '+14165550125';

function number(group_receivers?: number): PhoneNumber {
  return {
    id: 'n1',
    e164: '+12025550100',
    name: null,
    carrier: 'telnyx',
    carrier_account_id: null,
    registration: null,
    carrier_account_ids: [],
    ...(group_receivers !== undefined && { group_receivers }),
  };
}

test('a group is as large as the carrier takes it, and within its networks', () => {
  expect(groupTrouble(number(3), [ANA, BEN, CEM])).toBe('');
  expect(groupTrouble(number(2), [ANA, BEN, CEM])).toContain('up to 2 people');
  for (const none of [number(0), number()]) expect(groupTrouble(none, [ANA, BEN])).toBe(strings.group.none);
  expect(groupTrouble(number(3), [ANA, '+442071838750'])).toBe(strings.group.abroad);
  expect(groupTrouble(number(0), [ANA])).toBe('');
  expect(groupTrouble(undefined, [ANA, BEN])).toBe('');
});

function to(...states: MessageState[]): MessageReceiver[] {
  return states.map((state, at) => ({ number: [ANA, BEN, CEM][at] ?? '', state, error: null }));
}

test('while not all have it the text says how many do, and who does not', () => {
  const name = (of: string) => (of === BEN ? 'Ben' : of);
  const note = (state: MessageState, ...states: MessageState[]) => receiptNote(message({ state, receivers: to(...states) }), name);
  expect(note('sent', 'delivered', 'sent', 'sent')).toBe('Delivered to 1 of 3');
  expect(note('sent', 'delivered', 'undelivered', 'sent')).toBe('Not delivered to Ben');
  expect(note('sent', 'sent', 'sent')).toBe('');
  expect(note('delivered', 'delivered', 'delivered')).toBe('');
  expect(note('undelivered', 'undelivered', 'undelivered')).toBe('');
  expect(receiptNote(message({ state: 'sent' }), name)).toBe('');
});

test('a decision in a group names whom it is about; alone nobody is named', async () => {
  const asked: ConsentDecision[] = [];
  const none = async () => ({ data: [], next_cursor: null });
  const api = {
    conversations: none,
    conversation: async () => conversation(),
    markRead: async () => conversation(),
    changeConversation: async () => conversation(),
    decideConsent: async (_id: string, decision: ConsentDecision) => (asked.push(decision), conversation()),
  };
  for (const participants of [[ANA, BEN], [BEN]]) {
    const store = new Conversations(api, () => undefined);
    store.put(conversation({ participants, consent: consent({ state: 'doubtful', id: 'c1', participant: BEN }) }));
    await store.decide('k1', 'cleared');
  }
  expect(asked).toEqual([
    { decision: 'cleared', consent_id: 'c1', participant: BEN },
    { decision: 'cleared', consent_id: 'c1' },
  ]);
});
