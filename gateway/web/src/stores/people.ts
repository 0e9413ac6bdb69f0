import { everyPage, type Api } from '../core/api';
import { shown } from '../core/phone-number';
import { Problem } from '../core/problem';
import { Store, type Loading } from '../core/store';
import type { Contact, ContactDraft, E164, Id, Member, Presence } from '../core/types';

export interface Known {
  members: readonly Member[];
  contacts: readonly Contact[];
  loading: Loading;
  problem: Problem | undefined;
}

/** Members with their presence, and the workspace's contacts. Small enough to be kept whole. */
export class People extends Store<Known> {
  #byNumber = new Map<E164, Contact>();

  constructor(private readonly api: Pick<Api, 'members' | 'contacts' | 'addContact' | 'changeContact' | 'deleteContact'>) {
    super({ members: [], contacts: [], loading: 'idle', problem: undefined });
  }

  async refresh(): Promise<void> {
    if (this.value.loading !== 'ready') this.patch({ loading: 'loading', problem: undefined });
    try {
      const [members, contacts] = await Promise.all([everyPage(this.api.members), everyPage(this.api.contacts)]);
      this.#index(contacts);
      this.patch({ members: byName(members), contacts: byName(contacts), loading: 'ready', problem: undefined });
    } catch (thrown) {
      this.patch({ loading: this.value.loading === 'ready' ? 'ready' : 'failed', problem: Problem.of(thrown) });
    }
  }

  member(id: Id | null | undefined): Member | undefined {
    return this.value.members.find((member) => member.id === id);
  }

  contactOf(number: E164): Contact | undefined {
    return this.#byNumber.get(number);
  }

  /** A contact's name, or the number as it is written. */
  nameOf(number: E164): string {
    return this.contactOf(number)?.name ?? shown(number);
  }

  present(member: Id, presence: Presence): void {
    this.patch({ members: this.value.members.map((one) => (one.id === member ? { ...one, presence } : one)) });
  }

  async save(contact: Contact | undefined, draft: ContactDraft): Promise<Contact> {
    return this.keep(
      contact ? await this.api.changeContact(contact.id, draft, contact.etag) : await this.api.addContact(draft),
    );
  }

  /** Shows what the server answered. */
  keep(contact: Contact): Contact {
    this.#put([...this.value.contacts.filter((one) => one.id !== contact.id), contact]);
    return contact;
  }

  /** Takes the contact out of sight; {@link deleteNow} or {@link putBack} settles it. */
  hide(id: Id): Contact | undefined {
    const contact = this.value.contacts.find((one) => one.id === id);
    this.#put(this.value.contacts.filter((one) => one.id !== id));
    return contact;
  }

  putBack(contact: Contact): void {
    this.#put([...this.value.contacts, contact]);
  }

  async deleteNow(id: Id): Promise<void> {
    await this.api.deleteContact(id);
  }

  clear(): void {
    this.#byNumber = new Map();
    this.set({ members: [], contacts: [], loading: 'idle', problem: undefined });
  }

  #put(contacts: readonly Contact[]): void {
    this.#index(contacts);
    this.patch({ contacts: byName(contacts) });
  }

  #index(contacts: readonly Contact[]): void {
    this.#byNumber = new Map(contacts.flatMap((contact) => contact.numbers.map((number) => [number, contact] as const)));
  }
}

function byName<T extends { name: string }>(people: readonly T[]): T[] {
  return [...people].sort((a, b) => a.name.localeCompare(b.name));
}
