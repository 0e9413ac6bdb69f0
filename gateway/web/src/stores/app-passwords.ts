import type { Api } from '../core/api';
import { Store } from '../core/store';
import type { AppPassword, Id } from '../core/types';

export interface AppPasswordList {
  /** Undefined until it was read. */
  all: readonly AppPassword[] | undefined;
  /** Those whose end can still be undone: no longer listed, not yet revoked. */
  leaving: readonly Id[];
}

const NOTHING: AppPasswordList = { all: undefined, leaving: [] };

/** What this member's phones sign in with. */
export class AppPasswords extends Store<AppPasswordList> {
  constructor(private readonly api: Pick<Api, 'appPasswords' | 'revokeAppPassword'>) {
    super(NOTHING);
  }

  async refresh(): Promise<void> {
    this.patch({ all: (await this.api.appPasswords()).data });
  }

  /** Those to list, or undefined while they are not known. */
  get listed(): readonly AppPassword[] | undefined {
    const { all, leaving } = this.value;
    return all?.filter(({ id }) => !leaving.includes(id));
  }

  hide(id: Id): AppPassword | undefined {
    const found = this.listed?.find((password) => password.id === id);
    if (found) this.patch({ leaving: [...this.value.leaving, id] });
    return found;
  }

  putBack(id: Id): void {
    this.patch({ leaving: this.value.leaving.filter((other) => other !== id) });
  }

  async revoke(id: Id): Promise<void> {
    await this.api.revokeAppPassword(id);
    this.patch({ all: this.value.all?.filter((password) => password.id !== id) });
  }

  clear(): void {
    this.set(NOTHING);
  }
}
