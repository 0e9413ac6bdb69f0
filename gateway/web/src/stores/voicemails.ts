import type { Api } from '../core/api';
import type { Id, Voicemail } from '../core/types';
import { ListStore, newestFirst } from './list';

/** Voicemails for this member, newest first. */
export class Voicemails extends ListStore<Voicemail> {
  readonly #hidden = new Set<Id>();

  constructor(private readonly api: Pick<Api, 'voicemails' | 'markHeard' | 'deleteVoicemail'>) {
    super(api.voicemails, newestFirst((voicemail) => voicemail.created_at));
  }

  get unheard(): number {
    return this.value.items.filter((voicemail) => !voicemail.heard).length;
  }

  override put(...items: Voicemail[]): void {
    super.put(...items.filter((item) => !this.#hidden.has(item.id)));
  }

  /** Shows the mark at once; takes it back if the server refuses. */
  async heard(id: Id, heard: boolean): Promise<void> {
    const before = this.find(id);
    if (!before || before.heard === heard) return;
    this.put({ ...before, heard });
    try {
      await this.api.markHeard(id, heard);
    } catch (thrown) {
      this.put(before);
      throw thrown;
    }
  }

  hide(id: Id): Voicemail | undefined {
    const voicemail = this.find(id);
    this.#hidden.add(id);
    this.drop(id);
    return voicemail;
  }

  putBack(voicemail: Voicemail): void {
    this.#hidden.delete(voicemail.id);
    this.put(voicemail);
  }

  async deleteNow(id: Id): Promise<void> {
    await this.api.deleteVoicemail(id);
  }
}
