import type { Api } from '../core/api';
import { Store } from '../core/store';
import type { E164, Id, Message, ScheduledText, Time } from '../core/types';

/** What a text that is scheduled says of itself. */
export interface ScheduleDraft {
  from: E164;
  to: E164[];
  text: string;
  send_at: Time;
  unless_reply: boolean;
}

const NONE: readonly ScheduledText[] = [];

/** The texts that wait for their time, by conversation; the next one first. */
export class Scheduled extends Store<ReadonlyMap<Id, readonly ScheduledText[]>> {
  /** Called with a text that stayed, when the server says so. */
  onStayed: (text: ScheduledText) => void = () => {};

  constructor(
    private readonly api: Pick<
      Api,
      'scheduledTexts' | 'scheduleText' | 'changeScheduledText' | 'cancelScheduledText' | 'sendScheduledText'
    >,
  ) {
    super(new Map());
  }

  of(conversation: Id): readonly ScheduledText[] {
    return this.value.get(conversation) ?? NONE;
  }

  /** Reads those of a conversation, unless they are here. */
  async open(conversation: Id, again = false): Promise<void> {
    if (this.value.has(conversation) && !again) return;
    if (!again) this.#keep(conversation, NONE);
    try {
      this.#keep(conversation, (await this.api.scheduledTexts(conversation)).data);
    } catch {
      // The thread itself says that it could not be read; it is asked again with it.
      const rest = new Map(this.value);
      rest.delete(conversation);
      this.set(rest);
    }
  }

  /** Reads what was opened again. */
  resync(): void {
    for (const id of this.value.keys()) void this.open(id, true);
  }

  /** All that wait in a conversation now, as the server says it. */
  put(conversation: Id, texts: readonly ScheduledText[]): void {
    const before = new Map(this.of(conversation).map((text) => [text.id, text.state]));
    if (this.value.has(conversation)) this.#keep(conversation, texts);
    for (const text of texts) {
      if (text.state !== 'waiting' && before.get(text.id) !== text.state) this.onStayed(text);
    }
  }

  async make(draft: ScheduleDraft, key: string): Promise<ScheduledText> {
    const made = await this.api.scheduleText(draft, key);
    this.#replace(made);
    return made;
  }

  async change(id: Id, change: Partial<Pick<ScheduledText, 'text' | 'send_at' | 'unless_reply'>>): Promise<ScheduledText> {
    const changed = await this.api.changeScheduledText(id, change);
    this.#replace(changed);
    return changed;
  }

  async cancel(text: ScheduledText): Promise<void> {
    await this.api.cancelScheduledText(text.id);
    this.#drop(text);
  }

  async sendNow(text: ScheduledText): Promise<Message> {
    const message = await this.api.sendScheduledText(text.id);
    this.#drop(text);
    return message;
  }

  clear(): void {
    this.set(new Map());
  }

  #replace(text: ScheduledText): void {
    const others = this.of(text.conversation_id).filter((one) => one.id !== text.id);
    const all = [...others, text].sort((a, b) => a.send_at.localeCompare(b.send_at));
    this.#keep(text.conversation_id, all);
  }

  #drop(text: ScheduledText): void {
    this.#keep(
      text.conversation_id,
      this.of(text.conversation_id).filter((one) => one.id !== text.id),
    );
  }

  #keep(conversation: Id, texts: readonly ScheduledText[]): void {
    this.set(new Map(this.value).set(conversation, texts));
  }
}
