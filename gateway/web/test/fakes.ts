import type { Socket, Surroundings } from '../src/core/realtime';
import type { Consent, Conversation, Message, Note } from '../src/core/types';

/** A socket whose other end is the test. */
export class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  readonly sent: Record<string, unknown>[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.closed = true;
  }

  says(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  welcomes(change: object = {}): void {
    this.onopen?.();
    this.says({ type: 'welcome', session: 's1', seq: 0, resumed: false, device_id: 'd1', beat_seconds: 10, ...change });
  }

  cut(code: number): void {
    this.onclose?.({ code, reason: '' });
  }
}

/** A world with its own clock: nothing waits, nothing is random. */
export class FakeWorld implements Surroundings {
  now = 0;
  network = true;
  readonly sockets: FakeSocket[] = [];
  #timers: { at: number; run: () => void }[] = [];

  open(): Socket {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  }

  after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.now + milliseconds, run };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((other) => other !== timer));
  };

  random(): number {
    return 1;
  }

  hasNetwork(): boolean {
    return this.network;
  }

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  }

  /** Lets time pass, timer by timer. */
  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}

export function message(change: Partial<Message> = {}): Message {
  return {
    id: 'm1',
    conversation_id: 'k1',
    seq: 1,
    direction: 'outbound',
    from: '+12025550100',
    to: ['+12025550143'],
    text: 'hello',
    media: [],
    state: 'queued',
    segments: 1,
    encoding: 'gsm7',
    error: null,
    author_member_id: 'me',
    created_at: '2026-01-05T10:00:00Z',
    ...change,
  };
}

export function note(change: Partial<Note> = {}): Note {
  return {
    id: 'n1',
    conversation_id: 'k1',
    seq: 2,
    author_member_id: 'me',
    text: 'for us alone',
    mentions: [],
    created_at: '2026-01-05T10:01:00Z',
    edited_at: null,
    deleted: false,
    ...change,
  };
}

export const noNotes = {
  writeNote: async () => note(),
  changeNote: async () => note({ text: 'other words', edited_at: '2026-01-05T10:02:00Z' }),
  deleteNote: async () => note({ text: null, deleted: true }),
};

export function consent(change: Partial<Consent> = {}): Consent {
  return {
    state: 'open',
    id: null,
    at: null,
    channel: null,
    scope: null,
    words: null,
    message_id: null,
    member_id: null,
    ...change,
  };
}

export function conversation(change: Partial<Conversation> = {}): Conversation {
  return {
    id: 'k1',
    number_id: 'n1',
    from: '+12025550100',
    participants: ['+12025550143'],
    contact_name: null,
    last_seq: 3,
    read_seq: 1,
    unread: 2,
    unread_mentions: 0,
    state: 'open',
    snoozed_until: null,
    assignee_id: null,
    consent: consent(),
    time_zones: ['America/New_York'],
    updated_at: '2026-01-05T10:00:00Z',
    last_message: null,
    ...change,
  };
}

/** Lets everything that was promised so far happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
