import { Problem } from './problem';
import { Store } from './store';
import { strings } from '../strings';
import type { Commands, Events, ProblemBody } from './types';

/** What the page knows of its line to the gateway. Only `online` rings. */
export type Line = 'connecting' | 'online' | 'reconnecting' | 'offline' | 'replaced' | 'signed_out' | 'stopped';

/** The part of a WebSocket that the client uses. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

/** The world around the client: tests replace it. */
export interface Surroundings {
  open(): Socket;
  after(milliseconds: number, run: () => void): () => void;
  random(): number;
  hasNetwork(): boolean;
}

type ServerFrame =
  | { type: 'welcome'; session: string; seq: number; resumed: boolean; device_id: string; beat_seconds: number }
  | { type: 'event'; seq: number; event: string; data: unknown }
  | { type: 'reply'; id: string; ok: true; data?: unknown }
  | { type: 'reply'; id: string; ok: false; problem: ProblemBody }
  | { type: 'beat' };

interface Pending {
  resolve(value: unknown): void;
  reject(problem: Problem): void;
}

type TimerName = 'ack' | 'beat' | 'silence' | 'retry' | 'welcome';

const ACK_AFTER = 200;
const FIRST_RETRY = 400;
const LONGEST_RETRY = 15_000;
const SILENT_BEATS = 2.5;
const COMMAND_LIMIT = 10_000;
const WELCOME_LIMIT = 8_000;

/**
 * Speaks `tandem.v1`: hello and resume, acknowledgement, beats both ways, commands with replies. Reconnects by itself
 * with jittered backoff, and says at every moment whether this device can ring.
 */
export class Realtime {
  readonly line = new Store<Line>('stopped');
  /** Called when missed events cannot be replayed: read everything again by REST. */
  onResync: () => void = () => {};

  readonly #handlers = new Map<string, Set<(data: never) => void>>();
  readonly #pending = new Map<string, Pending>();
  #socket: Socket | undefined;
  #session: string | undefined;
  #seq = 0;
  #acknowledged = 0;
  #attempt = 0;
  #commandCount = 0;
  #beatMilliseconds = 10_000;
  #welcomed = false;
  #everWelcomed = false;
  readonly #timers = new Map<TimerName, () => void>();

  constructor(private readonly world: Surroundings) {}

  start(): void {
    if (this.#socket) return;
    this.line.set(this.#everWelcomed ? 'reconnecting' : 'connecting');
    this.#connect();
  }

  stop(): void {
    this.#session = undefined;
    this.#seq = 0;
    this.#everWelcomed = false;
    this.#drop();
    this.line.set('stopped');
  }

  /** Tries at once instead of waiting: the network came back, the window came to the front, or a person asked. */
  nudge(): void {
    if (this.line.value === 'online' || this.line.value === 'stopped' || this.line.value === 'signed_out') return;
    if (this.#socket && this.line.value === 'connecting') return;
    this.#attempt = 0;
    this.#drop();
    this.start();
  }

  networkLost(): void {
    if (this.line.value === 'online' || this.line.value === 'reconnecting') this.line.set('offline');
  }

  on<E extends keyof Events>(event: E, handler: (data: Events[E]) => void): () => void {
    const handlers = this.#handlers.get(event) ?? new Set();
    handlers.add(handler as (data: never) => void);
    this.#handlers.set(event, handlers);
    return () => handlers.delete(handler as (data: never) => void);
  }

  command<C extends keyof Commands>(command: C, data: Commands[C]['in']): Promise<Commands[C]['out']> {
    if (!this.#welcomed) return Promise.reject(new Problem('offline', strings.problem.offline));
    const id = `c${++this.#commandCount}`;
    return new Promise((resolve, reject) => {
      const forget = this.world.after(COMMAND_LIMIT, () => {
        if (this.#pending.delete(id)) reject(new Problem('late', strings.problem.late));
      });
      this.#pending.set(id, {
        resolve: (value) => (forget(), resolve(value as Commands[C]['out'])),
        reject: (problem) => (forget(), reject(problem)),
      });
      this.#write({ type: 'command', id, command, data });
    });
  }

  #connect(): void {
    const socket = this.world.open();
    this.#socket = socket;
    socket.onopen = () => {
      const resume = this.#session === undefined ? null : { session: this.#session, seq: this.#seq };
      this.#write({ type: 'hello', resume });
    };
    socket.onmessage = (event) => {
      if (this.#socket === socket) this.#receive(String(event.data));
    };
    socket.onclose = (event) => {
      if (this.#socket === socket) this.#closed(event.code);
    };
    this.#timer('welcome', WELCOME_LIMIT, () => this.#closed(4408));
  }

  #receive(text: string): void {
    let frame: ServerFrame;
    try {
      frame = JSON.parse(text) as ServerFrame;
    } catch {
      return this.#closed(4400);
    }
    this.#listenForSilence();
    switch (frame.type) {
      case 'welcome':
        return this.#welcome(frame);
      case 'event':
        return this.#event(frame.seq, frame.event, frame.data);
      case 'reply': {
        const pending = this.#pending.get(frame.id);
        this.#pending.delete(frame.id);
        if (frame.ok) pending?.resolve(frame.data ?? {});
        else pending?.reject(Problem.from(frame.problem, frame.problem?.status ?? 0));
        return;
      }
      case 'beat':
        return;
    }
  }

  #welcome(frame: Extract<ServerFrame, { type: 'welcome' }>): void {
    this.#cancel('welcome');
    this.#welcomed = true;
    this.#attempt = 0;
    this.#session = frame.session;
    this.#beatMilliseconds = (frame.beat_seconds || 10) * 1000;
    if (!frame.resumed) {
      this.#seq = frame.seq;
      this.#acknowledged = frame.seq;
    }
    this.#beat();
    this.#listenForSilence();
    this.line.set('online');
    if (!frame.resumed && this.#everWelcomed) this.onResync();
    this.#everWelcomed = true;
  }

  #event(seq: number, event: string, data: unknown): void {
    if (seq <= this.#seq) return;
    const gap = seq > this.#seq + 1;
    this.#seq = seq;
    if (!this.#timers.has('ack')) this.#timer('ack', ACK_AFTER, () => this.#acknowledge());
    for (const handler of [...(this.#handlers.get(event) ?? [])]) handler(data as never);
    if (gap) this.onResync();
  }

  #acknowledge(): void {
    this.#timers.delete('ack');
    if (this.#acknowledged === this.#seq || !this.#welcomed) return;
    this.#acknowledged = this.#seq;
    this.#write({ type: 'ack', seq: this.#seq });
  }

  #beat(): void {
    this.#timer('beat', this.#beatMilliseconds, () => {
      this.#write({ type: 'beat' });
      this.#beat();
    });
  }

  #listenForSilence(): void {
    this.#timer('silence', this.#beatMilliseconds * SILENT_BEATS, () => this.#closed(4408));
  }

  #closed(code: number): void {
    this.#drop();
    if (code === 4401) {
      this.line.set('signed_out');
    } else if (code === 4409) {
      this.line.set('replaced');
    } else {
      this.line.set(this.world.hasNetwork() ? (this.#everWelcomed ? 'reconnecting' : 'connecting') : 'offline');
      const ceiling = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#attempt++);
      this.#timer('retry', ceiling * (0.5 + this.world.random() / 2), () => this.#connect());
    }
  }

  /** Lets go of the socket and of everything that waits on it. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#welcomed = false;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    for (const pending of lost) pending.reject(new Problem('cut', strings.problem.cut));
  }

  #write(frame: object): void {
    try {
      this.#socket?.send(JSON.stringify(frame));
    } catch {
      this.#closed(1006);
    }
  }

  #timer(name: TimerName, milliseconds: number, run: () => void): void {
    this.#cancel(name);
    this.#timers.set(
      name,
      this.world.after(milliseconds, () => {
        this.#timers.delete(name);
        run();
      }),
    );
  }

  #cancel(name: TimerName): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }
}

/** The browser's own sockets, timers and chance. */
export function browserSurroundings(base: string): Surroundings {
  return {
    open: () => {
      const address = new URL(`${base}/api/v1/realtime`, location.href);
      address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:';
      return new WebSocket(address, 'tandem.v1') as unknown as Socket;
    },
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
    hasNetwork: () => navigator.onLine,
  };
}
