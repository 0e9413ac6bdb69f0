import { Store } from '../core/store';
import type { Id, Page, Time } from '../core/types';

/** What a program or a phone signs in with: known by its name, its secret told once. */
export interface Credential {
  id: Id;
  name: string;
  created_at: Time;
}

export interface CredentialList<T> {
  /** Undefined until it was read. */
  all: readonly T[] | undefined;
  /** Those whose end can still be undone: no longer listed, not yet revoked. */
  leaving: readonly Id[];
}

/** This member's credentials of one kind. */
export class Credentials<T extends Credential> extends Store<CredentialList<T>> {
  constructor(
    private readonly read: () => Promise<Page<T>>,
    private readonly end: (id: Id) => Promise<void>,
  ) {
    super({ all: undefined, leaving: [] });
  }

  async refresh(): Promise<void> {
    this.patch({ all: (await this.read()).data });
  }

  /** Those to list, or undefined while they are not known. */
  get listed(): readonly T[] | undefined {
    const { all, leaving } = this.value;
    return all?.filter(({ id }) => !leaving.includes(id));
  }

  hide(id: Id): T | undefined {
    const found = this.listed?.find((one) => one.id === id);
    if (found) this.patch({ leaving: [...this.value.leaving, id] });
    return found;
  }

  putBack(id: Id): void {
    this.patch({ leaving: this.value.leaving.filter((other) => other !== id) });
  }

  async revoke(id: Id): Promise<void> {
    await this.end(id);
    this.patch({ all: this.value.all?.filter((one) => one.id !== id) });
  }

  clear(): void {
    this.set({ all: undefined, leaving: [] });
  }
}
