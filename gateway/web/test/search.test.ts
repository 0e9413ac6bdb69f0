// Goal: what is shown is what was found for the words that stand there now, however answers overtake each other.
// Method: the store with an API that the test answers, in the order that it likes.
import { expect, test } from 'vitest';
import { Problem } from '../src/core/problem';
import type { Page, SearchHit } from '../src/core/types';
import { Search } from '../src/stores/search';
import { settle } from './fakes';

interface Asked {
  q: string;
  cursor: string | null | undefined;
  answer: (page: Page<SearchHit>) => void;
  refuse: (problem: Problem) => void;
}

function asking() {
  const asked: Asked[] = [];
  const search = new Search(
    {
      search: (q, cursor) =>
        new Promise<Page<SearchHit>>((answer, refuse) => {
          asked.push({ q, cursor, answer, refuse });
        }),
    },
    0,
  );
  return { search, asked };
}

const hit = (id: string): SearchHit => ({
  kind: 'message',
  id,
  at: '2026-11-21T12:00:00.000Z',
  snippet: id,
  highlights: [],
  name: null,
  numbers: [],
});
const page = (...ids: string[]): Page<SearchHit> => ({ data: ids.map(hit), next_cursor: null });
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
const ids = (search: Search) => search.value.hits.map((one) => one.id);

test('words typed quickly are asked for once, when the typing pauses', async () => {
  const { search, asked } = asking();
  for (const typed of ['h', 'ha', 'har']) search.ask(typed);
  await pause();
  expect(asked.map((one) => one.q)).toEqual(['har']);
});

test('an answer that a newer question overtook is dropped', async () => {
  const { search, asked } = asking();
  search.ask('har');
  await pause();
  search.ask('harbour');
  await pause();
  asked[1]?.answer(page('new'));
  await settle();
  asked[0]?.answer(page('stale'));
  await settle();
  expect(ids(search)).toEqual(['new']);
  expect(search.value.loading).toBe('ready');
});

test('a field that was emptied shows nothing, whatever still comes', async () => {
  const { search, asked } = asking();
  search.ask('har');
  await pause();
  search.ask('');
  asked[0]?.answer(page('late'));
  await settle();
  expect(search.value).toMatchObject({ query: '', hits: [], loading: 'idle' });
  search.ask('?!');
  await pause();
  expect(asked).toHaveLength(1);
});

test('older hits follow, and an empty page that goes on is gone through', async () => {
  const { search, asked } = asking();
  search.ask('har');
  await pause();
  asked[0]?.answer({ data: [hit('a')], next_cursor: 'c1' });
  await settle();
  void search.more();
  asked[1]?.answer({ data: [], next_cursor: 'c2' });
  await settle();
  asked[2]?.answer(page('b'));
  await settle();
  expect(asked.map((one) => one.cursor)).toEqual([null, 'c1', 'c2']);
  expect(ids(search)).toEqual(['a', 'b']);
});

test('a failure says why, and is asked again', async () => {
  const { search, asked } = asking();
  search.ask('har');
  await pause();
  asked[0]?.refuse(new Problem('search_off', 'Search is switched off.', 409));
  await settle();
  expect(search.value).toMatchObject({ loading: 'failed', hits: [] });
  expect(search.value.problem?.code).toBe('search_off');
  search.again();
  asked[1]?.answer(page('a'));
  await settle();
  expect(ids(search)).toEqual(['a']);
  expect(search.value.problem).toBeUndefined();
});
