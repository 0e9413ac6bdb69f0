import { Problem } from '../core/problem';
import { Store, type Loading } from '../core/store';
import type { Id, Page } from '../core/types';

export interface Listed<T> {
  items: readonly T[];
  cursor: string | null;
  loading: Loading;
  problem: Problem | undefined;
}

/**
 * A cursor list that is read page by page and kept fresh by events. Items are ordered by `compare`; an item that
 * arrives twice replaces itself.
 */
export class ListStore<T extends { id: Id }> extends Store<Listed<T>> {
  #reading: Promise<void> | undefined;

  constructor(
    private readonly fetchPage: (cursor: string | null) => Promise<Page<T>>,
    private readonly compare: (a: T, b: T) => number,
  ) {
    super({ items: [], cursor: null, loading: 'idle', problem: undefined });
  }

  /** Reads the first page if nothing was read yet. */
  ensure(): void {
    if (this.value.loading === 'idle') void this.refresh();
  }

  /** Reads the first page again and keeps what later pages gave, because events keep those fresh. */
  refresh(): Promise<void> {
    return this.#page(null);
  }

  more(): Promise<void> {
    return this.value.cursor === null ? Promise.resolve() : this.#page(this.value.cursor);
  }

  find(id: Id): T | undefined {
    return this.value.items.find((item) => item.id === id);
  }

  put(...items: T[]): void {
    this.patch({ items: this.#merged(items) });
  }

  drop(id: Id): void {
    this.patch({ items: this.value.items.filter((item) => item.id !== id) });
  }

  clear(): void {
    this.set({ items: [], cursor: null, loading: 'idle', problem: undefined });
  }

  #page(cursor: string | null): Promise<void> {
    this.#reading ??= this.#readPage(cursor).finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readPage(cursor: string | null): Promise<void> {
    const first = this.value.loading !== 'ready';
    this.patch({ loading: first ? 'loading' : 'ready', problem: undefined });
    try {
      const page = await this.fetchPage(cursor);
      const keepCursor = cursor === null && !first;
      this.patch({
        items: this.#merged(page.data),
        cursor: keepCursor ? this.value.cursor : page.next_cursor,
        loading: 'ready',
      });
    } catch (thrown) {
      this.patch({ loading: first ? 'failed' : 'ready', problem: Problem.of(thrown) });
    }
  }

  #merged(fresh: readonly T[]): T[] {
    const byId = new Map(this.value.items.map((item) => [item.id, item]));
    for (const item of fresh) byId.set(item.id, item);
    return [...byId.values()].sort(this.compare);
  }
}

export function newestFirst<T>(time: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : 0);
}
