import type { Api } from '../core/api';
import { Problem } from '../core/problem';
import { Store, type Loading } from '../core/store';
import type { CarrierAccount, Device, Id, PhoneNumber } from '../core/types';

export interface WorkspaceThings {
  numbers: readonly PhoneNumber[];
  carriers: readonly CarrierAccount[];
  devices: readonly Device[];
  loading: Loading;
  problem: Problem | undefined;
}

const NOTHING: WorkspaceThings = {
  numbers: [],
  carriers: [],
  devices: [],
  loading: 'idle',
  problem: undefined,
};

type Calls = 'numbers' | 'carrierAccounts' | 'devices' | 'removeDevice';

/** The workspace's numbers and carrier accounts, and this member's devices. */
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

  numberOf(id: Id): PhoneNumber | undefined {
    return this.value.numbers.find((number) => number.id === id);
  }

  clear(): void {
    this.set(NOTHING);
  }
}
