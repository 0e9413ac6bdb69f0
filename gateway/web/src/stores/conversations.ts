import type { Api } from '../core/api';
import { Problem } from '../core/problem';
import type { ConsentDecision, Conversation, ConversationChange, Id } from '../core/types';
import { ListStore, newestFirst } from './list';

/** A list of the inbox. */
export type View = 'open' | 'mentioned' | 'mine' | 'snoozed' | 'done';

const newest = newestFirst<Conversation>(
  (conversation) => conversation.last_message?.created_at ?? conversation.updated_at,
);

/** All conversations, the one with the latest message first, and the lists that the inbox makes of them. */
export class Conversations extends ListStore<Conversation> {
  readonly views: Readonly<Record<View, ListStore<Conversation>>>;
  readonly #marking = new Map<Id, number>();

  constructor(
    private readonly api: Pick<Api, 'conversations' | 'conversation' | 'markRead' | 'changeConversation' | 'decideConsent'>,
    private readonly me: () => Id | undefined,
  ) {
    super((cursor) => api.conversations(cursor), newest);
    const list = (view: View) => new ListStore((cursor) => api.conversations(cursor, this.#query(view)), newest);
    this.views = {
      open: list('open'),
      mentioned: list('mentioned'),
      mine: list('mine'),
      snoozed: list('snoozed'),
      done: list('done'),
    };
  }

  get unread(): number {
    return this.value.items.reduce((sum, conversation) => sum + (conversation.unread > 0 ? 1 : 0), 0);
  }

  /** Conversations in whose notes somebody calls the member. */
  get mentioned(): number {
    return this.value.items.filter((conversation) => conversation.unread_mentions > 0).length;
  }

  override async refresh(): Promise<void> {
    const read = Object.values(this.views).filter((list) => list.value.loading !== 'idle');
    await Promise.all([super.refresh(), ...read.map((list) => list.refresh())]);
  }

  override put(...items: Conversation[]): void {
    super.put(...items);
    for (const view of Object.keys(this.views) as View[]) {
      const list = this.views[view];
      if (list.value.loading !== 'ready') continue;
      for (const item of items) {
        if (this.#fits(item, view)) list.put(item);
        else if (list.find(item.id)) list.drop(item.id);
      }
    }
  }

  override clear(): void {
    super.clear();
    for (const list of Object.values(this.views)) list.clear();
  }

  /** Makes sure that a conversation opened by its address is known. */
  async fetch(id: Id): Promise<void> {
    if (!this.find(id)) this.put(await this.api.conversation(id));
  }

  /** Reads a conversation anew. */
  async reread(id: Id): Promise<void> {
    this.put(await this.api.conversation(id));
  }

  /** Decides about what is shown; what was said or decided since is shown instead and nothing is decided. */
  async decide(id: Id, decision: ConsentDecision['decision'], note = '', key: string = crypto.randomUUID()): Promise<void> {
    const known = this.find(id);
    const read = known?.consent.id;
    // Of a group it is about whom stands in the way: each speaks for themselves.
    const about = known && known.participants.length > 1 ? known.consent.participant : undefined;
    const asked = { decision, ...(note && { note }), ...(read && { consent_id: read }), ...(about && { participant: about }) };
    try {
      this.put(await this.api.decideConsent(id, asked, key));
    } catch (thrown) {
      if (Problem.of(thrown).code === 'conflict') await this.reread(id);
      throw thrown;
    }
  }

  /** Everything in this conversation was seen. Shown at once; the server is told once for each step. */
  async read(id: Id): Promise<void> {
    const conversation = this.find(id);
    if (!conversation || (conversation.unread === 0 && conversation.unread_mentions === 0)) return;
    const through = conversation.last_seq;
    this.put({ ...conversation, unread: 0, unread_mentions: 0, read_seq: through });
    if ((this.#marking.get(id) ?? -1) >= through) return;
    this.#marking.set(id, through);
    try {
      this.put(await this.api.markRead(id, through));
    } catch {
      this.#marking.delete(id);
    }
  }

  /** Shown at once; what the server refuses is taken back. */
  async change(id: Id, change: ConversationChange): Promise<void> {
    const before = this.find(id);
    if (before) this.put({ ...before, ...change });
    try {
      this.put(await this.api.changeConversation(id, change));
    } catch (thrown) {
      if (before) this.put(before);
      throw thrown;
    }
  }

  #query(view: View) {
    if (view === 'mentioned') return { mentioned: 'true' };
    return view === 'mine' ? { state: 'open', assignee_id: this.me() } : { state: view };
  }

  #fits(conversation: Conversation, view: View): boolean {
    if (view === 'mentioned') return conversation.unread_mentions > 0;
    if (view === 'mine') return conversation.state === 'open' && conversation.assignee_id === this.me();
    return conversation.state === view;
  }
}
