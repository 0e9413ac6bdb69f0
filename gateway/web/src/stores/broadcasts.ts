import type { Api } from '../core/api';
import type { Broadcast, BroadcastDraft, Id } from '../core/types';
import { ListStore, newestFirst } from './list';

type Asked = Pick<Api, 'broadcasts' | 'broadcast' | 'beginBroadcast' | 'changeBroadcast'>;

/** Broadcasts, the newest first. The server says that one has gone on; what it is then is read, one reading at a time. */
export class Broadcasts extends ListStore<Broadcast> {
  readonly #reading = new Map<Id, { again: boolean }>();

  /** The one that is being looked at. */
  looked: Id | undefined;

  constructor(private readonly api: Asked) {
    super(
      (cursor) => api.broadcasts(cursor),
      newestFirst((broadcast) => broadcast.created_at),
    );
  }

  /** Reads one anew, unless nobody looked at the list yet. */
  told(id: Id): void {
    if (this.value.loading === 'ready') void this.read(id).catch(() => undefined);
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

  async change(id: Id, deed: 'pause' | 'resume' | 'cancel'): Promise<void> {
    this.put(await this.api.changeBroadcast(id, deed));
  }
}
