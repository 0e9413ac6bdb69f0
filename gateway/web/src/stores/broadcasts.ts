import type { Api } from '../core/api';
import type { Broadcast, BroadcastDraft, Id } from '../core/types';
import { ListStore, newestFirst } from './list';

type Asked = Pick<Api, 'broadcasts' | 'broadcast' | 'beginBroadcast' | 'scheduleBroadcast' | 'changeBroadcast'>;

/** Between two readings of one broadcast, however fast it goes on. */
const PAUSE_MS = 300;

/**
 * Broadcasts, the newest first. The server says that one has gone on; while somebody looks, what it is then is read, one
 * reading at a time.
 */
export class Broadcasts extends ListStore<Broadcast> {
  readonly #reading = new Map<Id, { again: boolean }>();

  /** The one that is being looked at. */
  looked: Id | undefined;

  /** Whether the list or one of its broadcasts is in sight. */
  inSight = false;

  constructor(
    private readonly api: Asked,
    private readonly pause = () => new Promise<void>((done) => setTimeout(done, PAUSE_MS)),
  ) {
    super(
      (cursor) => api.broadcasts(cursor),
      newestFirst((broadcast) => broadcast.created_at),
    );
  }

  /** Reads one anew, if somebody looks. */
  told(id: Id): void {
    if (this.inSight && this.value.loading === 'ready') void this.read(id).catch(() => undefined);
  }

  /** A text of somebody's has gone on: it may be one of those that are being looked at. */
  textChanged(): void {
    if (this.looked !== undefined) this.told(this.looked);
  }

  /** Reads one; while it is being read, further wishes are one more reading. */
  async read(id: Id): Promise<void> {
    const reading = this.#reading.get(id);
    if (reading) {
      reading.again = true;
      return;
    }
    const mine = { again: true };
    this.#reading.set(id, mine);
    try {
      while (mine.again) {
        mine.again = false;
        this.put(await this.api.broadcast(id));
        await this.pause();
      }
    } finally {
      this.#reading.delete(id);
    }
  }

  async begin(draft: BroadcastDraft, key: string): Promise<Broadcast> {
    const begun = await this.api.beginBroadcast(draft, key);
    this.put(begun);
    return begun;
  }

  async schedule(id: Id, at: Date): Promise<void> {
    this.put(await this.api.scheduleBroadcast(id, at.toISOString()));
  }

  async change(id: Id, deed: 'pause' | 'resume' | 'cancel'): Promise<void> {
    this.put(await this.api.changeBroadcast(id, deed));
  }
}
