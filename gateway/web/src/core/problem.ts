import { strings } from '../strings';
import type { ProblemBody } from './types';

/** What went wrong, in words for a person: the server's own where it spoke, ours where it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    override readonly message: string,
    readonly status = 0,
    readonly fields: ReadonlyMap<string, string> = new Map(),
    /** Of a text that cannot leave now: when it can. */
    readonly sendAt: string | undefined = undefined,
  ) {
    super(message);
    this.name = 'Problem';
  }

  static from(body: ProblemBody | undefined, status: number): Problem {
    const fields = new Map((body?.errors ?? []).map((error) => [error.field, sentence(error.detail)]));
    const words = fields.size > 0 ? [...fields.values()] : [body?.title, body?.detail].map((part) => sentence(part ?? ''));
    const said = words.join(' ').trim() || strings.problem.unexpected(status);
    return new Problem(body?.code ?? 'unexpected', said, status, fields, body?.send_at);
  }

  static unreachable(): Problem {
    return new Problem('unreachable', strings.problem.unreachable);
  }

  /** Whatever was thrown, as a problem. */
  static of(thrown: unknown): Problem {
    return thrown instanceof Problem ? thrown : new Problem('bug', strings.problem.bug);
  }
}

/** With a capital at the front and a point at the end. */
function sentence(words: string): string {
  const text = words.trim();
  if (text === '') return '';
  return text.charAt(0).toLocaleUpperCase() + text.slice(1) + (/[.!?…]$/.test(text) ? '' : '.');
}
