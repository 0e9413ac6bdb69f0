// Goal: unsent words are kept after a pause, follow to other windows, and never take away what is being written here.
// Method: the store with an API and a clock that the test moves.
import { expect, test } from 'vitest';
import type { Draft } from '../src/core/types';
import { Drafts } from '../src/stores/drafts';
import { settle } from './fakes';

const ID = '019f0000-0000-7000-8000-000000000001';

function opened(kept: Draft[] = []) {
  const saved: [string, string, string][] = [];
  let timers: (() => void)[] = [];
  const drafts = new Drafts(
    {
      drafts: async () => ({ data: kept, next_cursor: null }),
      saveDraft: async (kind, place, text) => {
        saved.push([kind, place, text]);
        return { kind, place_id: place, text, changed_at: null };
      },
    },
    (act) => {
      timers.push(act);
      return () => (timers = timers.filter((one) => one !== act));
    },
  );
  const pause = async () => {
    for (const act of timers.splice(0)) act();
    await settle();
  };
  return { drafts, saved, pause };
}

const said = (text: string, kind: Draft['kind'] = 'text'): Draft => ({ kind, place_id: ID, text, changed_at: null });

test('words are kept once after a pause, under what they are', async () => {
  const { drafts, saved, pause } = opened();
  drafts.write(ID, 'h');
  drafts.write(ID, 'he');
  drafts.write(`note ${ID}`, 'psst');
  drafts.write(`room ${ID}`, 'all');
  drafts.write('new', 'nobody yet');
  expect(saved).toEqual([]);
  await pause();
  expect(saved).toEqual([
    ['text', ID, 'he'],
    ['note', ID, 'psst'],
    ['post', ID, 'all'],
  ]);
  drafts.forget(ID);
  await pause();
  expect(saved.at(-1)).toEqual(['text', ID, '']);
  expect(drafts.get('new')).toBe('nobody yet');
});

test('what another window wrote comes here, unless one is writing', async () => {
  const { drafts, pause } = opened();
  drafts.told(said('from elsewhere'));
  expect(drafts.get(ID)).toBe('from elsewhere');
  drafts.write(ID, 'mine now');
  drafts.told(said('older'));
  expect(drafts.get(ID)).toBe('mine now');
  await pause();
  drafts.told(said('newer'));
  expect(drafts.get(ID)).toBe('newer');
  drafts.told(said(''));
  expect(drafts.get(ID)).toBeUndefined();
});

test('reading anew keeps what is being written, and leaving keeps all at once', async () => {
  const { drafts, saved } = opened([said('kept', 'note')]);
  drafts.write(ID, 'being written');
  await drafts.refresh();
  expect([...drafts.value]).toEqual([
    [`note ${ID}`, 'kept'],
    [ID, 'being written'],
  ]);
  drafts.flush();
  await settle();
  expect(saved).toEqual([['text', ID, 'being written']]);
});
