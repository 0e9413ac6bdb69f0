import type { Api } from '../core/api';
import { Problem } from '../core/problem';
import { Store, type Loading } from '../core/store';
import type { E164, Id, Message } from '../core/types';

/** A text that this page sent and the server has not answered for yet. */
export interface Outgoing {
  /** Idempotency key: trying again with it can never send twice. */
  key: string;
  from: E164;
  to: E164[];
  text: string;
  createdAt: string;
  problem: Problem | undefined;
  /** Whether it may leave though it is night where they are. */
  atNight: boolean;
}

export interface Thread {
  /** Oldest first, by the conversation's own sequence. */
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  cursor: string | null;
  /** Whether texts follow that were not read: the thread was opened in its middle. */
  gap: boolean;
  loading: Loading;
  problem: Problem | undefined;
}

const EMPTY: Thread = { messages: [], outgoing: [], cursor: null, gap: false, loading: 'idle', problem: undefined };

/** Texts of a page, as the API gives them. */
const PAGE = 50;
/** How far behind the wanted text a page around it ends. */
const AROUND = 25;

const RANK: Record<Message['state'], number> = {
  queued: 0,
  sending: 1,
  unconfirmed: 2,
  sent: 3,
  delivered: 4,
  undelivered: 4,
  failed: 4,
  canceled: 4,
  received: 4,
};

/** The messages of each conversation that was opened, and the texts on their way. */
export class Threads extends Store<ReadonlyMap<Id, Thread>> {
  readonly #older = new Set<Id>();

  constructor(
    private readonly api: Pick<Api, 'messages' | 'sendMessage'>,
    private readonly newKey: () => string = () => crypto.randomUUID(),
  ) {
    super(new Map());
  }

  of(conversation: Id): Thread {
    return this.value.get(conversation) ?? EMPTY;
  }

  /** Reads the newest page; again after a cut. */
  async open(conversation: Id, again = false): Promise<void> {
    const { loading } = this.of(conversation);
    if (loading === 'loading' || (loading === 'ready' && !again)) return;
    if (loading !== 'ready') this.#change(conversation, { loading: 'loading', problem: undefined });
    try {
      const page = await this.api.messages(conversation);
      const known = this.of(conversation);
      const joined = !known.gap && known.messages.length > 0 && page.data.some((message) => has(known.messages, message.id));
      this.#change(conversation, {
        messages: merge(joined ? known.messages : [], page.data),
        cursor: joined ? known.cursor : page.next_cursor,
        gap: false,
        loading: 'ready',
      });
    } catch (thrown) {
      this.#change(conversation, { loading: 'failed', problem: Problem.of(thrown) });
    }
  }

  /** Reads the texts around number `seq` of the conversation, unless they are here. */
  async around(conversation: Id, seq: number): Promise<void> {
    const known = this.of(conversation);
    if (known.loading === 'ready' && known.messages.some((message) => message.seq === seq)) return;
    this.#change(conversation, { loading: 'loading', problem: undefined });
    try {
      const page = await this.api.messages(conversation, String(seq + AROUND));
      const messages = merge([], page.data);
      const gap = (messages.at(-1)?.seq ?? 0) === seq + AROUND - 1;
      this.#change(conversation, { messages, cursor: page.next_cursor, gap, loading: 'ready' });
    } catch (thrown) {
      this.#change(conversation, { loading: 'failed', problem: Problem.of(thrown) });
    }
  }

  /** Reads what follows, when the thread was opened in its middle. */
  async newer(conversation: Id): Promise<void> {
    const { gap, messages } = this.of(conversation);
    const last = messages.at(-1)?.seq;
    if (!gap || last === undefined || this.#older.has(conversation)) return;
    this.#older.add(conversation);
    try {
      // Texts of a conversation are numbered without gaps, so the page before this number is the next one.
      const page = await this.api.messages(conversation, String(last + PAGE + 1));
      const joined = merge(this.of(conversation).messages, page.data);
      this.#change(conversation, { messages: joined, gap: joined.at(-1)?.seq === last + PAGE });
    } finally {
      this.#older.delete(conversation);
    }
  }

  async older(conversation: Id): Promise<void> {
    const { cursor } = this.of(conversation);
    if (cursor === null || this.#older.has(conversation)) return;
    this.#older.add(conversation);
    try {
      const page = await this.api.messages(conversation, cursor);
      const { messages } = this.of(conversation);
      this.#change(conversation, { messages: merge(messages, page.data), cursor: page.next_cursor });
    } finally {
      this.#older.delete(conversation);
    }
  }

  /** Reads all open threads again. */
  resync(): void {
    for (const [id, thread] of this.value) if (thread.loading === 'ready') void this.open(id, true);
  }

  /** A message from the server, new or changed. Only threads that are open are kept. */
  put(message: Message): void {
    const thread = this.value.get(message.conversation_id);
    if (!thread) return;
    const last = thread.messages.at(-1)?.seq ?? 0;
    if (thread.gap && message.seq > last) return;
    const awaited =
      has(thread.messages, message.id) || message.direction !== 'outbound'
        ? undefined
        : thread.outgoing.find((one) => one.problem === undefined && one.text === message.text);
    this.#change(message.conversation_id, {
      messages: merge(thread.messages, [message]),
      outgoing: awaited ? thread.outgoing.filter((one) => one !== awaited) : thread.outgoing,
    });
  }

  /** Shows the text at once and sends it; what the server says replaces it. */
  async send(conversation: Id, from: E164, to: E164[], text: string, atNight = false): Promise<void> {
    const outgoing: Outgoing = {
      key: this.newKey(),
      from,
      to,
      text,
      createdAt: new Date().toISOString(),
      problem: undefined,
      atNight,
    };
    this.#change(conversation, { outgoing: [...this.of(conversation).outgoing, outgoing] });
    if (this.of(conversation).gap) void this.open(conversation, true);
    await this.#post(conversation, outgoing);
  }

  async again(conversation: Id, key: string, atNight = false): Promise<void> {
    const outgoing = this.of(conversation).outgoing.find((one) => one.key === key);
    if (!outgoing) return;
    const fresh = { ...outgoing, problem: undefined, atNight: outgoing.atNight || atNight };
    this.#replace(conversation, key, fresh);
    await this.#post(conversation, fresh);
  }

  discard(conversation: Id, key: string): void {
    this.#replace(conversation, key, undefined);
  }

  clear(): void {
    this.set(new Map());
  }

  async #post(conversation: Id, { key, from, to, text, atNight }: Outgoing): Promise<void> {
    try {
      const message = await this.api.sendMessage({ from, to, text, ...(atNight && { quiet_hours: 'send' as const }) }, key);
      this.#replace(conversation, key, undefined);
      this.put(message);
    } catch (thrown) {
      const problem = Problem.of(thrown);
      const outgoing = this.of(conversation).outgoing.find((one) => one.key === key);
      if (outgoing) this.#replace(conversation, key, { ...outgoing, problem });
    }
  }

  #replace(conversation: Id, key: string, next: Outgoing | undefined): void {
    const outgoing = this.of(conversation).outgoing.flatMap((one) => (one.key !== key ? [one] : next ? [next] : []));
    this.#change(conversation, { outgoing });
  }

  #change(conversation: Id, change: Partial<Thread>): void {
    this.set(new Map(this.value).set(conversation, { ...this.of(conversation), ...change }));
  }
}

function has(messages: readonly Message[], id: Id): boolean {
  return messages.some((message) => message.id === id);
}

/** By sequence; a state never goes back, whichever order the network delivers. */
function merge(known: readonly Message[], fresh: readonly Message[]): Message[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of fresh) {
    const before = byId.get(message.id);
    if (!before || RANK[message.state] >= RANK[before.state]) byId.set(message.id, message);
  }
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}
