import type { Api } from '../core/api';
import { Problem } from '../core/problem';
import { Store, type Loading } from '../core/store';
import type { ApiKey, CarrierAccount, Device, Id, PhoneNumber } from '../core/types';

export interface WorkspaceThings {
  numbers: readonly PhoneNumber[];
  carriers: readonly CarrierAccount[];
  devices: readonly Device[];
  /** Undefined until they were read. */
  apiKeys: readonly ApiKey[] | undefined;
  /** Keys whose end can still be undone: no longer listed, not yet revoked. */
  leaving: readonly Id[];
  loading: Loading;
  problem: Problem | undefined;
}

const NOTHING: WorkspaceThings = {
  numbers: [],
  carriers: [],
  devices: [],
  apiKeys: undefined,
  leaving: [],
  loading: 'idle',
  problem: undefined,
};

type Calls = 'numbers' | 'carrierAccounts' | 'devices' | 'removeDevice' | 'apiKeys' | 'revokeApiKey';

/** The workspace's numbers and carrier accounts, and this member's devices and API keys. */
export class Workspace extends Store<WorkspaceThings> {
  constructor(private readonly api: Pick<Api, Calls>) {
    super(NOTHING);
  }

  async refreshNumbers(): Promise<void> {
    if (this.value.loading !== 'ready') this.patch({ loading: 'loading', problem: undefined });
    try {
      this.patch({ numbers: (await this.api.numbers()).data, loading: 'ready', problem: undefined });
    } catch (thrown) {
      this.patch({ loading: this.value.loading === 'ready' ? 'ready' : 'failed', problem: Problem.of(thrown) });
    }
  }

  async refreshCarriers(): Promise<void> {
    this.patch({ carriers: (await this.api.carrierAccounts()).data });
  }

  async refreshDevices(): Promise<void> {
    this.patch({ devices: (await this.api.devices()).data });
  }

  async signOutDevice(id: Id): Promise<void> {
    await this.api.removeDevice(id);
    this.patch({ devices: this.value.devices.filter((device) => device.id !== id) });
  }

  async refreshApiKeys(): Promise<void> {
    this.patch({ apiKeys: (await this.api.apiKeys()).data });
  }

  /** The keys to list, or undefined while they are not known. */
  get apiKeys(): readonly ApiKey[] | undefined {
    const { apiKeys, leaving } = this.value;
    return apiKeys?.filter((key) => !leaving.includes(key.id));
  }

  hideApiKey(id: Id): ApiKey | undefined {
    const found = this.apiKeys?.find((key) => key.id === id);
    if (found) this.patch({ leaving: [...this.value.leaving, id] });
    return found;
  }

  putBackApiKey(id: Id): void {
    this.patch({ leaving: this.value.leaving.filter((other) => other !== id) });
  }

  async revokeApiKey(id: Id): Promise<void> {
    await this.api.revokeApiKey(id);
    this.patch({ apiKeys: this.value.apiKeys?.filter((key) => key.id !== id) });
  }

  numberOf(id: Id): PhoneNumber | undefined {
    return this.value.numbers.find((number) => number.id === id);
  }

  clear(): void {
    this.set(NOTHING);
  }
}
