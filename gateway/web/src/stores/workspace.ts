import type { Api } from '../core/api';
import { Problem } from '../core/problem';
import { Store, type Loading } from '../core/store';
import type { Carrier, CarrierAccount, CarrierCheck, CarrierNumber, Device, Id, PhoneNumber } from '../core/types';

export interface WorkspaceThings {
  numbers: readonly PhoneNumber[];
  carriers: readonly CarrierAccount[];
  /** Every carrier that an account can be added for. */
  offered: readonly Carrier[];
  /** What carriers said last about accounts, by account. */
  checks: ReadonlyMap<Id, CarrierCheck>;
  devices: readonly Device[];
  loading: Loading;
  problem: Problem | undefined;
}

const NOTHING: WorkspaceThings = {
  numbers: [],
  carriers: [],
  offered: [],
  checks: new Map(),
  devices: [],
  loading: 'idle',
  problem: undefined,
};

type Calls =
  | 'numbers'
  | 'addNumber'
  | 'carriers'
  | 'carrierAccounts'
  | 'checkCarrierAccount'
  | 'removeCarrierAccount'
  | 'devices'
  | 'removeDevice';

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
    const [accounts, offered] = await Promise.all([this.api.carrierAccounts(), this.api.carriers()]);
    this.patch({ carriers: accounts.data, offered: offered.data });
  }

  /** Asks the carrier; what it said before is not shown meanwhile. */
  async checkCarrier(id: Id): Promise<void> {
    this.#told(id, undefined);
    this.#told(id, await this.api.checkCarrierAccount(id));
  }

  /** Takes a number that the carrier named into the workspace. */
  async takeNumber(account: Id, { e164 }: CarrierNumber): Promise<void> {
    await this.api.addNumber({ e164, name: e164, carrier_account_id: account });
    const check = this.value.checks.get(account);
    if (check) {
      const numbers = check.numbers.map((one) => (one.e164 === e164 ? { ...one, place: 'here' as const } : one));
      this.#told(account, { ...check, numbers });
    }
    await this.refreshNumbers();
  }

  async removeCarrier(id: Id): Promise<void> {
    await this.api.removeCarrierAccount(id);
    this.#told(id, undefined);
    this.patch({ carriers: this.value.carriers.filter((account) => account.id !== id) });
  }

  #told(id: Id, check: CarrierCheck | undefined): void {
    const checks = new Map(this.value.checks);
    if (check) checks.set(id, check);
    else checks.delete(id);
    this.patch({ checks });
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
