import type { Api, NewText } from '../core/api';
import { Store } from '../core/store';
import type { Id, Message } from '../core/types';

/** The server sends when the hold is over; a wish to take back that comes in the last moment would only be refused. */
const MARGIN = 250;

/** The texts of this window that have not left yet, oldest first: for so long they can be taken back. */
export class HeldTexts extends Store<readonly Message[]> {
  constructor(
    private readonly api: Pick<Api, 'sendMessage' | 'cancelMessage'>,
    private readonly seconds: () => number,
    private readonly later: (act: () => void, milliseconds: number) => void = (act, milliseconds) => setTimeout(act, milliseconds),
  ) {
    super([]);
  }

  /** Hands a text in; it leaves when the hold is over. */
  readonly send = async (text: NewText, key: string): Promise<Message> => {
    const seconds = this.seconds();
    const message = await this.api.sendMessage(seconds > 0 ? { ...text, hold_seconds: seconds } : text, key);
    if (seconds > 0 && message.state === 'queued') {
      this.set([...this.value.filter((held) => held.id !== message.id), message]);
      this.later(() => this.#drop(message.id), seconds * 1000 - MARGIN);
    }
    return message;
  };

  has(id: Id): boolean {
    return this.value.some((held) => held.id === id);
  }

  /** The one written last in a conversation. */
  last(conversation: Id): Message | undefined {
    return this.value.findLast((held) => held.conversation_id === conversation);
  }

  /** Takes a text back; the answer is the text as it is then. */
  async takeBack(id: Id): Promise<Message> {
    this.#drop(id);
    return this.api.cancelMessage(id);
  }

  clear(): void {
    this.set([]);
  }

  #drop(id: Id): void {
    if (this.has(id)) this.set(this.value.filter((held) => held.id !== id));
  }
}
