import { Store } from '../core/store';
import type { Id, Message, Watcher } from '../core/types';

/** How often the server is told that somebody still looks; it forgets after 45 s. */
const AGAIN = 20_000;
/** How often it is told that somebody still types; it forgets after 6 s. */
const TYPING = 3_000;

interface Look {
  conversation_id: Id | null;
  typing: boolean;
}

export interface Seen {
  /** Who is at a conversation, oneself among them. */
  watchers: ReadonlyMap<Id, readonly Watcher[]>;
  /** A colleague's text that came while one was writing, by conversation. */
  crossed: ReadonlyMap<Id, Message>;
}

/** Who else is at a conversation, and telling others where this window is. Nothing of it is stored anywhere. */
export class Looking extends Store<Seen> {
  #place: Id | undefined;
  #typedAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly tell: (look: Look) => Promise<unknown>,
    private readonly now: () => number = Date.now,
  ) {
    super({ watchers: new Map(), crossed: new Map() });
  }

  /** This window shows the conversation, or none. */
  at(conversation: Id | undefined): void {
    if (conversation === this.#place) return;
    this.#place = conversation;
    this.#typedAt = 0;
    clearInterval(this.#timer);
    this.#timer = conversation === undefined ? undefined : setInterval(() => this.again(), AGAIN);
    this.#say(false);
  }

  /** Says anew where this window is: time went by, or the line was cut. */
  again(): void {
    if (this.#place !== undefined) this.#say(this.now() - this.#typedAt < TYPING);
  }

  typing(): void {
    if (this.#place === undefined || this.now() - this.#typedAt < TYPING) return;
    this.#typedAt = this.now();
    this.#say(true);
  }

  /** What was written is said, or given up. */
  stopped(): void {
    if (this.#typedAt === 0) return;
    this.#typedAt = 0;
    this.#say(false);
  }

  told(conversation: Id, members: readonly Watcher[]): void {
    const watchers = new Map(this.value.watchers);
    if (members.length === 0) watchers.delete(conversation);
    else watchers.set(conversation, members);
    this.patch({ watchers });
  }

  /** A colleague's text came while one was writing to the same person. */
  cross(message: Message): void {
    this.patch({ crossed: new Map(this.value.crossed).set(message.conversation_id, message) });
  }

  uncross(conversation: Id): void {
    if (!this.value.crossed.has(conversation)) return;
    const crossed = new Map(this.value.crossed);
    crossed.delete(conversation);
    this.patch({ crossed });
  }

  clear(): void {
    clearInterval(this.#timer);
    this.#place = undefined;
    this.set({ watchers: new Map(), crossed: new Map() });
  }

  #say(typing: boolean): void {
    // Lost with the line: it is said again when that is back.
    this.tell({ conversation_id: this.#place ?? null, typing }).catch(() => undefined);
  }
}
