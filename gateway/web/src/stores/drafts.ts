import type { Api } from '../core/api';
import { Store } from '../core/store';
import type { Draft, Id } from '../core/types';

/** For so long somebody may write on before their words are kept. */
const PAUSE = 800;

type Later = (act: () => void, milliseconds: number) => () => void;

/**
 * Unsent words by where they are written: a conversation's id, `note <id>`, `room <id>`. They are kept by the server and
 * follow the member to other windows and devices; the last writer wins. What is under no such name stays in this window.
 */
export class Drafts extends Store<ReadonlyMap<string, string>> {
  readonly #pending = new Map<string, () => void>();
  readonly #saving = new Set<string>();

  constructor(
    private readonly api: Pick<Api, 'drafts' | 'saveDraft'>,
    private readonly later: Later = (act, milliseconds) => {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
  ) {
    super(new Map());
  }

  get(key: string): string | undefined {
    return this.value.get(key);
  }

  write(key: string, text: string): void {
    if ((this.get(key) ?? '') === text) return;
    this.#put(key, text);
    this.#pending.get(key)?.();
    if (place(key)) this.#pending.set(key, this.later(() => void this.#save(key), PAUSE));
  }

  forget(key: string): void {
    this.write(key, '');
  }

  /** Forgets what this window knows. */
  clear(): void {
    for (const stop of this.#pending.values()) stop();
    this.#pending.clear();
    this.set(new Map());
  }

  /** Keeps at once what waits to be kept: the window is left. */
  flush(): void {
    for (const key of [...this.#pending.keys()]) void this.#save(key);
  }

  /** Reads what was kept elsewhere; what is being written here stays. */
  async refresh(): Promise<void> {
    try {
      const { data } = await this.api.drafts();
      const kept = new Map(data.map((draft) => [keyOf(draft), draft.text]));
      for (const [key, text] of this.value) if (this.#busy(key) || !place(key)) kept.set(key, text);
      this.set(kept);
    } catch {
      // Drafts are a convenience: what is here stays, and the next sign of life reads them again.
    }
  }

  /** What the server says of a draft. */
  told(draft: Draft): void {
    const key = keyOf(draft);
    if (!this.#busy(key)) this.#put(key, draft.text);
  }

  #busy(key: string): boolean {
    return this.#pending.has(key) || this.#saving.has(key);
  }

  #put(key: string, text: string): void {
    const all = new Map(this.value);
    if (text === '') all.delete(key);
    else all.set(key, text);
    this.set(all);
  }

  async #save(key: string): Promise<void> {
    this.#pending.get(key)?.();
    this.#pending.delete(key);
    const where = place(key);
    if (!where) return;
    this.#saving.add(key);
    try {
      await this.api.saveDraft(where.kind, where.id, this.get(key) ?? '');
    } catch {
      // Kept in this window, and again with the next word.
    } finally {
      this.#saving.delete(key);
    }
  }
}

function place(key: string): { kind: Draft['kind']; id: Id } | undefined {
  const found = /^(?:(note|room) )?([0-9a-f-]{36})$/i.exec(key);
  const id = found?.[2];
  if (id === undefined) return undefined;
  return { kind: found?.[1] === 'note' ? 'note' : found?.[1] === 'room' ? 'post' : 'text', id };
}

function keyOf({ kind, place_id }: Draft): string {
  return kind === 'text' ? place_id : `${kind === 'note' ? 'note' : 'room'} ${place_id}`;
}
