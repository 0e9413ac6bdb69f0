import type { Api } from '../core/api';
import { Problem } from '../core/problem';
import { Store } from '../core/store';
import type { Me } from '../core/types';

export type SessionState =
  | { is: 'unknown' }
  | { is: 'unreachable'; problem: Problem }
  | { is: 'signed_out'; notice: string | undefined }
  /** A sign-in link that makes a new account: name and password are asked for first. */
  | { is: 'first_use'; link: string; problem: Problem | undefined }
  | { is: 'signed_in'; me: Me };

/** Codes with which the server asks for a name and a password before a link can be used. */
const ASKS_FOR_PASSWORD = new Set(['password_required', 'name_and_password_required', 'setup_required']);

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
      this.set(problem.status === 401 ? { is: 'signed_out', notice: undefined } : { is: 'unreachable', problem });
    }
  }

  /** Throws a {@link Problem} for the form to show. */
  async signIn(email: string, password: string): Promise<void> {
    await this.api.signIn({ email, password });
    this.set({ is: 'signed_in', me: await this.api.me() });
  }

  async useLink(link: string, chosen?: { name: string; password: string }): Promise<void> {
    try {
      await this.api.signIn({ link_token: link, ...chosen });
      this.set({ is: 'signed_in', me: await this.api.me() });
    } catch (thrown) {
      const problem = Problem.of(thrown);
      const fieldsAsked = problem.fields.has('password') || problem.fields.has('name');
      if (ASKS_FOR_PASSWORD.has(problem.code) || fieldsAsked) {
        this.set({ is: 'first_use', link, problem: chosen ? problem : undefined });
      } else if (chosen && problem.status === 0) {
        this.set({ is: 'first_use', link, problem });
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
