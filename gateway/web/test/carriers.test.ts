// Goal: what a carrier said about an account is shown as long as it holds; a number it named is taken once.
// Method: the store with an API that the test answers.
import { expect, test } from 'vitest';
import { Problem } from '../src/core/problem';
import type { CarrierCheck, CarrierNumber } from '../src/core/types';
import { Workspace } from '../src/stores/workspace';

const number = (e164: string, place: CarrierNumber['place']): CarrierNumber => ({ e164, texts: true, attachments: true, place });
const holds: CarrierCheck = {
  outcome: 'holds',
  code: null,
  advice: null,
  numbers: [number('+12025550100', 'here'), number('+12025550101', 'not_added')],
  complete: true,
};

function asked(checks: (CarrierCheck | Problem)[]) {
  const added: string[] = [];
  const none = { data: [], next_cursor: null };
  const account = { id: 'a1', carrier: 'telnyx', account_id: 'x', webhook_base: '/carriers/telnyx/x', created_at: '' };
  const store = new Workspace({
    numbers: async () => none,
    addNumber: async ({ e164 }) => {
      added.push(e164);
      return { id: 'n1', e164, name: e164, carrier: 'telnyx', carrier_account_id: 'a1', carrier_account_ids: ['a1'], registration: null };
    },
    carriers: async () => none,
    carrierAccounts: async () => ({ data: [account], next_cursor: null }),
    checkCarrierAccount: async () => {
      const check = checks.shift();
      if (!check || check instanceof Problem) throw check ?? Problem.unreachable();
      return check;
    },
    removeCarrierAccount: async () => undefined,
    devices: async () => none,
    removeDevice: async () => undefined,
  });
  return { store, added };
}

test('an answer is kept until the carrier is asked again', async () => {
  const { store } = asked([holds, Problem.unreachable()]);
  await store.checkCarrier('a1');
  expect(store.value.checks.get('a1')?.outcome).toBe('holds');
  await expect(store.checkCarrier('a1')).rejects.toThrow();
  expect(store.value.checks.has('a1')).toBe(false);
});

test('a number that was taken is in use here', async () => {
  const { store, added } = asked([holds]);
  await store.checkCarrier('a1');
  await store.takeNumber('a1', number('+12025550101', 'not_added'));
  expect(added).toEqual(['+12025550101']);
  expect(store.value.checks.get('a1')?.numbers.map((one) => one.place)).toEqual(['here', 'here']);
});

test('a removed account is gone with what was said of it', async () => {
  const { store } = asked([holds]);
  await store.refreshCarriers();
  await store.checkCarrier('a1');
  await store.removeCarrier('a1');
  expect(store.value.carriers).toEqual([]);
  expect(store.value.checks.size).toBe(0);
});
