import type { Api } from '../core/api';
import { Problem } from '../core/problem';
import { Store, type Loading } from '../core/store';
import type { Id, Member, Post, Room } from '../core/types';
import { ListStore, newestFirst } from './list';

/** What was said in a room, as far as it was read: oldest first. */
export interface Talk {
  posts: readonly Post[];
  cursor: string | null;
  loading: Loading;
  problem: Problem | undefined;
}

const NOTHING: Talk = { posts: [], cursor: null, loading: 'idle', problem: undefined };

type RoomsApi = Pick<
  Api,
  'rooms' | 'room' | 'makeRoom' | 'renameRoom' | 'joinRoom' | 'leaveRoom' | 'letIn' | 'readRoom' | 'posts' | 'say' | 'changePost' | 'deletePost'
>;

/** Channels and direct rooms that the member may see, and what is said in those that were opened. */
export class Rooms extends ListStore<Room> {
  readonly talks = new Store<ReadonlyMap<Id, Talk>>(new Map());
  readonly #marking = new Map<Id, number>();
  readonly #older = new Set<Id>();

  constructor(
    private readonly api: RoomsApi,
    private readonly newKey: () => string = () => crypto.randomUUID(),
  ) {
    super((cursor) => api.rooms(cursor), newestFirst((room) => room.updated_at));
  }

  /** Rooms with something that the member has not read. */
  get unread(): number {
    return this.value.items.filter((room) => room.unread > 0).length;
  }

  of(room: Id): Talk {
    return this.talks.value.get(room) ?? NOTHING;
  }

  async fetch(id: Id): Promise<void> {
    if (!this.find(id)) this.put(await this.api.room(id));
  }

  async make(room: { kind: 'channel' | 'direct'; name?: string; open?: boolean; member_ids: Id[] }): Promise<Room> {
    return this.#kept(await this.api.makeRoom(room, this.newKey()));
  }

  async rename(id: Id, name: string): Promise<void> {
    this.#kept(await this.api.renameRoom(id, name));
  }

  async join(id: Id): Promise<void> {
    this.#kept(await this.api.joinRoom(id));
  }

  async letIn(id: Id, members: Id[]): Promise<void> {
    this.#kept(await this.api.letIn(id, members));
  }

  async leave(id: Id): Promise<void> {
    await this.api.leaveRoom(id);
    const room = this.find(id);
    if (room && !room.open) this.gone(id);
  }

  #kept(room: Room): Room {
    this.put(room);
    return room;
  }

  /** The room is not the member's to see any more. */
  gone(id: Id): void {
    this.drop(id);
    const talks = new Map(this.talks.value);
    talks.delete(id);
    this.talks.set(talks);
  }

  /** Reads the newest posts; again after a cut. */
  async open(id: Id, again = false): Promise<void> {
    const { loading } = this.of(id);
    if (loading === 'loading' || (loading === 'ready' && !again)) return;
    if (loading !== 'ready') this.#change(id, { loading: 'loading', problem: undefined });
    try {
      const page = await this.api.posts(id);
      const known = this.of(id);
      const joined = page.data.some((post) => known.posts.some((one) => one.id === post.id));
      this.#change(id, {
        posts: merge(joined ? known.posts : [], page.data),
        cursor: joined ? known.cursor : page.next_cursor,
        loading: 'ready',
      });
    } catch (thrown) {
      this.#change(id, { loading: 'failed', problem: Problem.of(thrown) });
    }
  }

  async older(id: Id): Promise<void> {
    const { cursor } = this.of(id);
    if (cursor === null || this.#older.has(id)) return;
    this.#older.add(id);
    try {
      const page = await this.api.posts(id, cursor);
      this.#change(id, { posts: merge(this.of(id).posts, page.data), cursor: page.next_cursor });
    } finally {
      this.#older.delete(id);
    }
  }

  /** Reads everything that was opened again. */
  resync(): void {
    for (const [id, talk] of this.talks.value) if (talk.loading === 'ready') void this.open(id, true);
  }

  putPost(post: Post): void {
    const talk = this.talks.value.get(post.room_id);
    if (talk) this.#change(post.room_id, { posts: merge(talk.posts, [post]) });
  }

  async say(room: Id, text: string, key = this.newKey()): Promise<void> {
    this.putPost(await this.api.say(room, text, key));
  }

  async changePost(id: Id, text: string): Promise<void> {
    this.putPost(await this.api.changePost(id, text));
  }

  async deletePost(id: Id): Promise<void> {
    this.putPost(await this.api.deletePost(id));
  }

  /** A deletion that was undone: the post is as it was. */
  bringBack(post: Post): void {
    const { posts } = this.of(post.room_id);
    this.#change(post.room_id, { posts: posts.map((one) => (one.id === post.id ? post : one)) });
  }

  /** Everything in this room was seen. Shown at once; the server is told once for each step. */
  async read(id: Id): Promise<void> {
    const room = this.find(id);
    if (!room || room.unread === 0) return;
    const through = room.last_seq;
    this.put({ ...room, unread: 0, read_seq: through });
    if ((this.#marking.get(id) ?? -1) >= through) return;
    this.#marking.set(id, through);
    try {
      this.put(await this.api.readRoom(id, through));
    } catch {
      this.#marking.delete(id);
    }
  }

  override clear(): void {
    super.clear();
    this.talks.set(new Map());
  }

  #change(id: Id, change: Partial<Talk>): void {
    this.talks.set(new Map(this.talks.value).set(id, { ...this.of(id), ...change }));
  }
}

/** What a room is called: its name, or the people in it but oneself. */
export function roomName(room: Room, members: readonly Member[], me: Id | undefined, nobody: string): string {
  if (room.name !== null) return room.name;
  const others = room.member_ids.filter((id) => id !== me);
  return others.map((id) => members.find((member) => member.id === id)?.name ?? nobody).join(', ');
}

/** By sequence; of a post the words that were written last. */
function merge(known: readonly Post[], fresh: readonly Post[]): Post[] {
  const byId = new Map(known.map((post) => [post.id, post]));
  for (const post of fresh) {
    const before = byId.get(post.id);
    const older = before && (before.deleted || (before.edited_at ?? '') > (post.edited_at ?? ''));
    if (!older || post.deleted) byId.set(post.id, post);
  }
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}
