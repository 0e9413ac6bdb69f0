/** A value that says when it changed. Values are replaced, never mutated, so a listener may compare by identity. */
export class Store<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  set(next: T): void {
    if (Object.is(next, this.#value)) return;
    this.#value = next;
    for (const listener of [...this.#listeners]) listener();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }

  /** Merges into an object value. */
  patch(change: Partial<T>): void {
    this.set({ ...this.#value, ...change });
  }

  /** Calls back after every change until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export type AnyStore = Pick<Store<unknown>, 'subscribe'>;

/** How far a list has been read from the server. */
export type Loading = 'idle' | 'loading' | 'ready' | 'failed';
