import type { Api } from '../core/api';
import { Problem } from '../core/problem';
import { Store, type Loading } from '../core/store';
import type { SearchHit } from '../core/types';

export interface Results {
  /** What these results are of; empty before anything was asked. */
  query: string;
  hits: readonly SearchHit[];
  cursor: string | null;
  loading: Loading;
  problem: Problem | undefined;
}

const NONE: Results = { query: '', hits: [], cursor: null, loading: 'idle', problem: undefined };
const PAUSE_MS = 160;
const LONGEST = 200;

/** What the server finds as one types: asked after a pause, and an answer that a newer question overtook is dropped. */
export class Search extends Store<Results> {
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Pick<Api, 'search'>,
    private readonly pauseMs = PAUSE_MS,
  ) {
    super(NONE);
  }

  /** Asks for what was typed so far. Former hits stay in sight until the answer comes. */
  ask(typed: string): void {
    const query = typed.trim().slice(0, LONGEST);
    if (query === this.value.query) return;
    clearTimeout(this.#timer);
    const turn = ++this.#asked;
    if (!/[\p{L}\p{N}]/u.test(query)) return this.set({ ...NONE, query });
    this.patch({ query, loading: 'loading', problem: undefined });
    this.#timer = setTimeout(() => void this.#read(turn, query), this.pauseMs);
  }

  /** Asks once more after a failure. */
  again(): void {
    const turn = ++this.#asked;
    this.patch({ loading: 'loading', problem: undefined });
    void this.#read(turn, this.value.query);
  }

  async more(): Promise<void> {
    const { query, cursor, loading } = this.value;
    if (cursor === null || loading === 'loading') return;
    await this.#read(++this.#asked, query, cursor);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#asked++;
    this.set(NONE);
  }

  async #read(turn: number, query: string, cursor: string | null = null): Promise<void> {
    this.patch({ loading: 'loading' });
    try {
      let page = await this.api.search(query, cursor);
      // A page may be empty and go on: the server opens a bounded number of candidates at a time.
      while (turn === this.#asked && page.data.length === 0 && page.next_cursor !== null) {
        page = await this.api.search(query, page.next_cursor);
      }
      if (turn !== this.#asked) return;
      const hits = cursor === null ? page.data : [...this.value.hits, ...page.data];
      this.patch({ hits, cursor: page.next_cursor, loading: 'ready' });
    } catch (thrown) {
      if (turn === this.#asked) this.patch({ hits: cursor === null ? [] : this.value.hits, loading: 'failed', problem: Problem.of(thrown) });
    }
  }
}
