import type { Api } from '../core/api';
import { Problem } from '../core/problem';
import { Store, type Loading } from '../core/store';
import type { Attachment, E164, Id, Message, Note, TimelineEntry } from '../core/types';

/** A text that this page sent and the server has not answered for yet. */
export interface Outgoing {
  /** Idempotency key: trying again with it can never send twice. */
  key: string;
  from: E164;
  to: E164[];
  text: string;
  media: readonly Attachment[];
  createdAt: string;
  problem: Problem | undefined;
  /** Whether it may leave though it is night where they are. */
  atNight: boolean;
}

export interface Thread {
  /** Oldest first, by the conversation's own sequence. */
  messages: readonly Message[];
  /** What the team wrote beside them, numbered with them. */
  notes: readonly Note[];
  outgoing: readonly Outgoing[];
  cursor: string | null;
  /** Whether texts follow that were not read: the thread was opened in its middle. */
  gap: boolean;
  loading: Loading;
  problem: Problem | undefined;
}

const EMPTY: Thread = { messages: [], notes: [], outgoing: [], cursor: null, gap: false, loading: 'idle', problem: undefined };

/** Texts of a page, as the API gives them. */
const PAGE = 50;
/** How far behind the wanted text a page around it ends. */
const AROUND = 25;

/** How soon a text that could not reach the server is tried again, when nothing says before that the network is back. */
const AGAIN = 10_000;
const UNREACHABLE = 'unreachable';

/** Whether a text waits for the network: nothing else is wrong with it. */
export function waits(outgoing: Outgoing): boolean {
  return outgoing.problem?.code === UNREACHABLE;
}

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
    private readonly api: Pick<Api, 'timeline' | 'sendMessage' | 'writeNote' | 'changeNote' | 'deleteNote'>,
    private readonly newKey: () => string = () => crypto.randomUUID(),
    private readonly later: (act: () => void, milliseconds: number) => void = (act, milliseconds) => setTimeout(act, milliseconds),
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
      const page = await this.api.timeline(conversation);
      const known = this.of(conversation);
      const joined = !known.gap && page.data.some((entry) => knows(known, entry));
      this.#change(conversation, {
        ...entries(joined ? known : EMPTY, page.data),
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
    if (known.loading === 'ready' && [...known.messages, ...known.notes].some((entry) => entry.seq === seq)) return;
    this.#change(conversation, { loading: 'loading', problem: undefined });
    try {
      const page = await this.api.timeline(conversation, String(seq + AROUND));
      const found = entries(EMPTY, page.data);
      const gap = lastSeq(found) === seq + AROUND - 1;
      this.#change(conversation, { ...found, cursor: page.next_cursor, gap, loading: 'ready' });
    } catch (thrown) {
      this.#change(conversation, { loading: 'failed', problem: Problem.of(thrown) });
    }
  }

  /** Reads what follows, when the thread was opened in its middle. */
  async newer(conversation: Id): Promise<void> {
    const known = this.of(conversation);
    const last = lastSeq(known);
    if (!known.gap || last === 0 || this.#older.has(conversation)) return;
    this.#older.add(conversation);
    try {
      // Texts and notes are numbered together without gaps, so the page before this number is the next one.
      const page = await this.api.timeline(conversation, String(last + PAGE + 1));
      const joined = entries(this.of(conversation), page.data);
      this.#change(conversation, { ...joined, gap: lastSeq(joined) === last + PAGE });
    } finally {
      this.#older.delete(conversation);
    }
  }

  async older(conversation: Id): Promise<void> {
    const { cursor } = this.of(conversation);
    if (cursor === null || this.#older.has(conversation)) return;
    this.#older.add(conversation);
    try {
      const page = await this.api.timeline(conversation, cursor);
      this.#change(conversation, { ...entries(this.of(conversation), page.data), cursor: page.next_cursor });
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
    if (thread.gap && message.seq > lastSeq(thread)) return;
    const awaited =
      has(thread.messages, message.id) || message.direction !== 'outbound'
        ? undefined
        : thread.outgoing.find((one) => one.problem === undefined && one.text === message.text && one.media.length === message.media.length);
    this.#change(message.conversation_id, {
      messages: merge(thread.messages, [message]),
      outgoing: awaited ? thread.outgoing.filter((one) => one !== awaited) : thread.outgoing,
    });
  }

  /** A note from the server, new or changed. */
  putNote(note: Note): void {
    const thread = this.value.get(note.conversation_id);
    if (!thread || (thread.gap && note.seq > lastSeq(thread))) return;
    this.#change(note.conversation_id, entries(thread, [{ kind: 'note', note }]));
  }

  /** A deletion that was undone: the note is as it was. */
  bringBack(note: Note): void {
    const thread = this.value.get(note.conversation_id);
    if (!thread) return;
    this.#change(note.conversation_id, { notes: thread.notes.map((one) => (one.id === note.id ? note : one)) });
  }

  async writeNote(conversation: Id, text: string, mentions: Id[]): Promise<void> {
    this.putNote(await this.api.writeNote(conversation, { text, mentions }, this.newKey()));
    if (this.of(conversation).gap) void this.open(conversation, true);
  }

  async changeNote(id: Id, text: string, mentions: Id[]): Promise<void> {
    this.putNote(await this.api.changeNote(id, { text, mentions }));
  }

  async deleteNote(id: Id): Promise<void> {
    this.putNote(await this.api.deleteNote(id));
  }

  /** Shows the text at once and sends it; what the server says replaces it. */
  async send(
    conversation: Id,
    from: E164,
    to: E164[],
    text: string,
    atNight = false,
    media: readonly Attachment[] = [],
  ): Promise<void> {
    const outgoing: Outgoing = {
      key: this.newKey(),
      from,
      to,
      text,
      media,
      createdAt: new Date().toISOString(),
      problem: undefined,
      atNight,
    };
    this.#change(conversation, { outgoing: [...this.of(conversation).outgoing, outgoing] });
    if (this.of(conversation).gap) void this.open(conversation, true);
    // What waits for the network goes first.
    if (this.of(conversation).outgoing.some(waits)) this.#replace(conversation, outgoing.key, { ...outgoing, problem: Problem.unreachable() });
    else await this.#post(conversation, outgoing);
  }

  async again(conversation: Id, key: string, atNight = false): Promise<void> {
    const outgoing = this.of(conversation).outgoing.find((one) => one.key === key);
    if (!outgoing) return;
    const fresh = { ...outgoing, problem: undefined, atNight: outgoing.atNight || atNight };
    this.#replace(conversation, key, fresh);
    await this.#post(conversation, fresh);
  }

  /** How many texts wait for the network. */
  get waiting(): number {
    return [...this.value.values()].reduce((sum, { outgoing }) => sum + outgoing.filter(waits).length, 0);
  }

  #resending = false;

  /** Sends what waits for the network, in order and each under its own key, so that none is sent twice. */
  async resend(): Promise<void> {
    if (this.#resending) return;
    this.#resending = true;
    try {
      for (const conversation of this.value.keys()) await this.#resend(conversation);
    } finally {
      this.#resending = false;
    }
  }

  async #resend(conversation: Id): Promise<void> {
    for (const outgoing of this.of(conversation).outgoing.filter(waits)) {
      await this.#post(conversation, outgoing);
      if (this.of(conversation).outgoing.some((one) => one.key === outgoing.key && waits(one))) return;
    }
  }

  discard(conversation: Id, key: string): void {
    this.#replace(conversation, key, undefined);
  }

  clear(): void {
    this.set(new Map());
  }

  async #post(conversation: Id, { key, from, to, text, media, atNight }: Outgoing): Promise<void> {
    try {
      const files = media.length > 0 && { media: media.map((one) => one.id) };
      const message = await this.api.sendMessage({ from, to, text, ...files, ...(atNight && { quiet_hours: 'send' as const }) }, key);
      this.#replace(conversation, key, undefined);
      this.put(message);
    } catch (thrown) {
      const problem = Problem.of(thrown);
      const outgoing = this.of(conversation).outgoing.find((one) => one.key === key);
      if (outgoing) this.#replace(conversation, key, { ...outgoing, problem });
      if (outgoing && problem.code === UNREACHABLE) this.later(() => void this.resend(), AGAIN);
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

type Read = Pick<Thread, 'messages' | 'notes'>;

function knows(known: Read, entry: TimelineEntry): boolean {
  return entry.kind === 'note' ? known.notes.some((note) => note.id === entry.note.id) : has(known.messages, entry.message.id);
}

function lastSeq({ messages, notes }: Read): number {
  return Math.max(messages.at(-1)?.seq ?? 0, notes.at(-1)?.seq ?? 0);
}

/** What is known with what was read; of a note the words that were written last. */
function entries(known: Read, fresh: readonly TimelineEntry[]): Read {
  const notes = new Map(known.notes.map((note) => [note.id, note]));
  for (const entry of fresh) {
    if (entry.kind !== 'note') continue;
    const before = notes.get(entry.note.id);
    const older = before && (before.deleted || (before.edited_at ?? '') > (entry.note.edited_at ?? ''));
    if (!older || entry.note.deleted) notes.set(entry.note.id, entry.note);
  }
  return {
    messages: merge(known.messages, fresh.flatMap((entry) => (entry.kind === 'message' ? [entry.message] : []))),
    notes: [...notes.values()].sort((a, b) => a.seq - b.seq),
  };
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
