import type { Api, FirstUse } from '../core/api';
import { Problem } from '../core/problem';
import { Store } from '../core/store';
import type { Me } from '../core/types';

export type SessionState =
  | { is: 'unknown' }
  | { is: 'unreachable'; problem: Problem; link: string | undefined }
  | { is: 'signed_out'; notice: string | undefined }
  /** A link that is used for the first time: the server asks for some of e-mail, name and password. */
  | { is: 'first_use'; link: string; asks: readonly (keyof FirstUse)[]; problem: Problem | undefined }
  | { is: 'signed_in'; me: Me };

const ASKED: readonly (keyof FirstUse)[] = ['email', 'name', 'password'];

/** Who is signed in on this device. */
export class Session extends Store<SessionState> {
  constructor(private readonly api: Pick<Api, 'me' | 'signIn' | 'signOut' | 'rename'>) {
    super({ is: 'unknown' });
  }

  get me(): Me | undefined {
    return this.value.is === 'signed_in' ? this.value.me : undefined;
  }

  get isAdmin(): boolean {
    return this.me !== undefined && this.me.member.role !== 'member';
  }

  /** Uses the link if there is one, otherwise the cookie. */
  async begin(link: string | undefined): Promise<void> {
    if (link !== undefined) return this.useLink(link);
    try {
      this.set({ is: 'signed_in', me: await this.api.me() });
    } catch (thrown) {
      const problem = Problem.of(thrown);
      this.set(problem.status === 401 ? { is: 'signed_out', notice: undefined } : { is: 'unreachable', problem, link });
    }
  }

  /** Throws a {@link Problem} for the form to show. */
  async signIn(email: string, password: string): Promise<void> {
    await this.api.signIn({ email, password });
    this.set({ is: 'signed_in', me: await this.api.me() });
  }

  async useLink(link: string, chosen?: FirstUse): Promise<void> {
    try {
      await this.api.signIn({ link_token: link, ...chosen });
      this.set({ is: 'signed_in', me: await this.api.me() });
    } catch (thrown) {
      const problem = Problem.of(thrown);
      const before = this.value.is === 'first_use' ? this.value.asks : [];
      const asks = ASKED.filter((field) => before.includes(field) || problem.fields.has(field));
      const linkStillGood = problem.fields.size > 0 || problem.status === 0 || problem.status === 429;
      if (asks.length > 0 && linkStillGood) {
        this.set({ is: 'first_use', link, asks, problem: chosen ? problem : undefined });
      } else if (problem.status === 0) {
        this.set({ is: 'unreachable', problem, link });
      } else {
        this.set({ is: 'signed_out', notice: problem.message });
      }
    }
  }

  async rename(name: string): Promise<void> {
    await this.api.rename(name);
    const { me } = this;
    if (me) this.set({ is: 'signed_in', me: { ...me, member: { ...me.member, name } } });
  }

  async signOut(): Promise<void> {
    await this.api.signOut();
    this.ended(undefined);
  }

  /** The server says that the session is over. */
  ended(notice: string | undefined): void {
    if (this.value.is !== 'signed_out') this.set({ is: 'signed_out', notice });
  }
}
