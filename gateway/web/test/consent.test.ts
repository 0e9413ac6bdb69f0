// Goal: what is shown of consent is what the server said, with its proof; a decision is about what was read, once.
// Method: the words from entries of every kind; the store with an API that the test answers.
import { expect, test } from 'vitest';
import { failedForConsent, mayBeTexted, quote, source } from '../src/core/consent';
import { Problem } from '../src/core/problem';
import type { Consent, ConsentDecision, Conversation } from '../src/core/types';
import { Conversations } from '../src/stores/conversations';
import { consent, conversation } from './fakes';

const AT = '2026-01-05T10:00:00Z';
const nameOf = (id: string) => (id === 'ada' ? 'Ada' : undefined);

test('only what is open or agreed lets a text through; what this page does not know does not', () => {
  const states = ['open', 'opted_in', 'opted_out', 'doubtful', 'paused'] as Consent['state'][];
  expect(states.filter((state) => mayBeTexted(consent({ state })))).toEqual(['open', 'opted_in']);
});

test('the source says how, who and when', () => {
  expect(source(consent(), nameOf)).toBe('');
  const texted = consent({ state: 'opted_out', at: AT, channel: 'text', words: 'STOP' });
  expect(source(texted, nameOf)).toMatch(/^They texted, .*2026/);
  expect(quote(texted)).toBe('STOP');
  const carrier = consent({ state: 'opted_out', at: AT, channel: 'carrier', words: '21610' });
  expect(source(carrier, nameOf)).toContain('21610');
  expect(quote(carrier)).toBe('');
  const entered = consent({ state: 'opted_in', at: AT, channel: 'member', member_id: 'ada', words: 'on the phone' });
  expect(source(entered, nameOf)).toMatch(/^Entered by Ada, /);
  expect(source({ ...entered, scope: 'workspace' }, nameOf)).toContain('for all your numbers');
  expect(source({ ...entered, member_id: 'gone' }, nameOf)).toContain('a former member');
  expect(quote(entered)).toBe('on the phone');
});

test('a text that failed for it is known by its code', () => {
  expect(['no_consent', 'opted_out', 'consent_doubtful'].every(failedForConsent)).toBe(true);
  expect([undefined, '30003', 30003, 'expired'].some(failedForConsent)).toBe(false);
});

function deciding(answers: (Conversation | Problem)[], now: Conversation) {
  const asked: { decision: ConsentDecision; key: string }[] = [];
  const none = async () => ({ data: [], next_cursor: null });
  const store = new Conversations(
    {
      conversations: none,
      conversation: async () => now,
      changeConversation: async () => now,
      markRead: async () => now,
      decideConsent: async (_id, decision, key) => {
        asked.push({ decision, key });
        const answer = answers.shift();
        if (!answer || answer instanceof Problem) throw answer ?? Problem.unreachable();
        return answer;
      },
    },
    () => 'ada',
  );
  return { store, asked };
}

const doubtful = conversation({ consent: consent({ state: 'doubtful', id: 'c1', at: AT, channel: 'text', words: 'wrong number' }) });

test('a decision names what was read and shows what the server says', async () => {
  const { store, asked } = deciding([conversation()], doubtful);
  store.put(doubtful);
  await store.decide('k1', 'cleared', '', 'key-1');
  expect(asked).toEqual([{ decision: { decision: 'cleared', consent_id: 'c1' }, key: 'key-1' }]);
  expect(store.find('k1')?.consent.state).toBe('open');
});

test('what was overtaken is shown instead, and nothing was decided', async () => {
  const stopped = conversation({ consent: consent({ state: 'opted_out', id: 'c2', at: AT, channel: 'text', words: 'STOP' }) });
  const { store } = deciding([new Problem('conflict', 'Something else was said since.', 409)], stopped);
  store.put(doubtful);
  await expect(store.decide('k1', 'cleared')).rejects.toThrow('Something else');
  expect(store.find('k1')?.consent.words).toBe('STOP');
});

test('a note goes along, and a failure leaves what was there', async () => {
  const { store, asked } = deciding([Problem.unreachable()], doubtful);
  store.put(doubtful);
  await expect(store.decide('k1', 'opted_in', 'on the phone')).rejects.toThrow();
  expect(asked[0]?.decision).toEqual({ decision: 'opted_in', note: 'on the phone', consent_id: 'c1' });
  expect(store.find('k1')?.consent.state).toBe('doubtful');
});
