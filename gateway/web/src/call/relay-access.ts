import type { RelayCredentials } from '../core/types';

/** Relay credentials, read ahead so that a call need not wait for them. */
export class RelayAccess {
  #known: RelayCredentials | undefined;
  #reading: Promise<RelayCredentials> | undefined;

  constructor(
    private readonly read: () => Promise<RelayCredentials>,
    private readonly now: () => number = () => Date.now(),
  ) {}

  prefetch(): void {
    void this.servers().catch(() => undefined);
  }

  /** ICE servers that stay good for five more minutes at least. */
  async servers(): Promise<RTCIceServer[]> {
    const known = this.#fresh() ?? (await this.#readOnce());
    return [{ urls: known.urls, username: known.username, credential: known.credential }];
  }

  forget(): void {
    this.#known = undefined;
  }

  #fresh(): RelayCredentials | undefined {
    const known = this.#known;
    return known && Date.parse(known.expires_at) - this.now() > 5 * 60_000 ? known : undefined;
  }

  #readOnce(): Promise<RelayCredentials> {
    this.#reading ??= this.read()
      .then((credentials) => (this.#known = credentials))
      .finally(() => (this.#reading = undefined));
    return this.#reading;
  }
}
