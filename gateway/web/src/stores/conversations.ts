import type { Api } from '../core/api';
import type { Conversation, Id } from '../core/types';
import { ListStore, newestFirst } from './list';

/** All conversations, the one with the latest message first. */
export class Conversations extends ListStore<Conversation> {
  readonly #marking = new Map<Id, number>();

  constructor(private readonly api: Pick<Api, 'conversations' | 'conversation' | 'markRead'>) {
    super(api.conversations, newestFirst((conversation) => conversation.last_message?.created_at ?? conversation.updated_at));
  }

  get unread(): number {
    return this.value.items.reduce((sum, conversation) => sum + (conversation.unread > 0 ? 1 : 0), 0);
  }

  /** Makes sure that a conversation opened by its address is known. */
  async fetch(id: Id): Promise<void> {
    if (!this.find(id)) this.put(await this.api.conversation(id));
  }

  /** Everything in this conversation was seen. Shown at once; the server is told once for each step. */
  async read(id: Id): Promise<void> {
    const conversation = this.find(id);
    if (!conversation || conversation.unread === 0) return;
    const through = conversation.last_seq;
    this.put({ ...conversation, unread: 0, read_seq: through });
    if ((this.#marking.get(id) ?? -1) >= through) return;
    this.#marking.set(id, through);
    try {
      this.put(await this.api.markRead(id, through));
    } catch {
      this.#marking.delete(id);
    }
  }
}
