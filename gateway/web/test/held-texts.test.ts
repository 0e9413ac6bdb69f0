// Goal: a text can be taken back for as long as the server holds it, and no longer.
// Method: the store with an API and a clock that the test moves.
import { expect, test } from 'vitest';
import { HeldTexts } from '../src/stores/held-texts';
import { message } from './fakes';

function store(seconds: number) {
  const asked: unknown[] = [];
  const canceled: string[] = [];
  let over: () => void = () => {};
  const held = new HeldTexts(
    {
      sendMessage: async (text) => (asked.push(text), message()),
      cancelMessage: async (id) => (canceled.push(id), message({ id, state: 'canceled' })),
    },
    () => seconds,
    (act) => (over = act),
  );
  return { held, asked, canceled, over: () => over() };
}

const text = { from: '+12025550100', to: ['+12025550143'], text: 'hello' };

test('a text is held for as long as the member chose', async () => {
  const { held, asked, over } = store(5);
  const sent = await held.send(text, 'key-1');
  expect(asked).toEqual([{ ...text, hold_seconds: 5 }]);
  expect(held.has(sent.id)).toBe(true);
  expect(held.last(sent.conversation_id)?.id).toBe(sent.id);
  over();
  expect(held.has(sent.id)).toBe(false);
  expect(held.last(sent.conversation_id)).toBeUndefined();
});

test('taken back, it is the server that says so', async () => {
  const { held, canceled } = store(5);
  const sent = await held.send(text, 'key-1');
  expect((await held.takeBack(sent.id)).state).toBe('canceled');
  expect(canceled).toEqual([sent.id]);
  expect(held.has(sent.id)).toBe(false);
});

test('who chose none sends at once, and nothing is held', async () => {
  const { held, asked } = store(0);
  const sent = await held.send(text, 'key-1');
  expect(asked).toEqual([text]);
  expect(held.has(sent.id)).toBe(false);
});

test('the same text again under its key is held once', async () => {
  const { held } = store(5);
  await held.send(text, 'key-1');
  await held.send(text, 'key-1');
  expect(held.value).toHaveLength(1);
});
