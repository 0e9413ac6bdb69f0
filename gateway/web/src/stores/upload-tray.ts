import { fitOf, glimpse, shrunk } from '../core/enclosed';
import { Problem } from '../core/problem';
import { Store } from '../core/store';
import type { Attachment, Id, MediaRules } from '../core/types';
import type { SendFile } from '../core/upload';
import { strings } from '../strings';

/** A file that is to go with a text, while it is uploaded and until the text is sent. */
export interface Upload {
  key: string;
  name: string;
  type: string;
  size: number;
  /** A small picture of it as a data URL; empty until there is one, or when it is no picture. */
  preview: string;
  /** How much is out, from 0 to 1. */
  progress: number;
  attachment: Attachment | undefined;
  problem: string;
}

/** What one composer's next text is to go with. */
export class UploadTray extends Store<readonly Upload[]> {
  readonly #stops = new Map<string, AbortController>();

  constructor(
    private readonly send: SendFile,
    private readonly drop: (id: Id) => Promise<unknown>,
    private readonly shrink: (file: File, most: number) => Promise<File | undefined> = shrunk,
    private readonly look: (file: File) => Promise<string> = glimpse,
  ) {
    super([]);
  }

  get busy(): boolean {
    return this.value.some((one) => one.attachment === undefined && one.problem === '');
  }

  /** Those that are there for good. */
  get media(): Attachment[] {
    return this.value.flatMap((one) => (one.attachment ? [one.attachment] : []));
  }

  /** Adds files in their order; each is made smaller first where it must be and can. */
  async add(files: readonly File[], rules: MediaRules): Promise<void> {
    await Promise.all(files.map((file) => this.#one(file, rules)));
  }

  async #one(original: File, rules: MediaRules): Promise<void> {
    const key = crypto.randomUUID();
    const words = strings.media.tray;
    this.update((all) => [
      ...all,
      {
        key,
        name: original.name,
        type: original.type,
        size: original.size,
        preview: '',
        progress: 0,
        attachment: undefined,
        problem: '',
      },
    ]);
    if (original.type.startsWith('image/')) void this.look(original).then((preview) => this.#change(key, { preview }));
    const fit = fitOf(original, rules);
    if (fit === 'kind' || fit === 'size') return this.#change(key, { problem: words.trouble[fit] });
    const file = fit === 'fits' ? original : await this.shrink(original, Math.min(rules.max_file_bytes, rules.max_bytes));
    if (!file) return this.#change(key, { problem: words.trouble.kind });
    const stop = new AbortController();
    this.#stops.set(key, stop);
    this.#change(key, { type: file.type, size: file.size });
    try {
      const attachment = await this.send(file, (progress) => this.#change(key, { progress }), stop.signal);
      if (this.value.some((one) => one.key === key)) this.#change(key, { progress: 1, attachment, size: attachment.size });
      else await this.drop(attachment.id);
    } catch (thrown) {
      this.#change(key, { problem: Problem.of(thrown).message });
    } finally {
      this.#stops.delete(key);
    }
  }

  /** Takes one out, and stops or removes its upload. */
  remove(key: string): void {
    const one = this.value.find((each) => each.key === key);
    this.#stops.get(key)?.abort();
    if (one?.attachment) void this.drop(one.attachment.id).catch(() => undefined);
    this.update((all) => all.filter((each) => each.key !== key));
  }

  /** A text has them now. */
  clear(): void {
    this.set([]);
  }

  #change(key: string, change: Partial<Upload>): void {
    this.update((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }
}

/** The trays of all composers; they live as long as the window, like drafts. */
export class UploadTrays {
  readonly #trays = new Map<string, UploadTray>();

  constructor(private readonly make: () => UploadTray) {}

  of(draft: string): UploadTray {
    let tray = this.#trays.get(draft);
    if (!tray) this.#trays.set(draft, (tray = this.make()));
    return tray;
  }

  /** Somebody else may sign in. */
  clear(): void {
    for (const tray of this.#trays.values()) tray.clear();
  }
}
