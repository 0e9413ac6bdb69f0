import { Store } from '../core/store';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  action: { label: string; run: () => void } | undefined;
}

/** Short notices. A destructive act waits behind its notice for five seconds, and can be undone until then. */
export class Toasts extends Store<readonly Toast[]> {
  #count = 0;
  readonly #settle = new Map<number, () => void>();

  constructor(private readonly after: (milliseconds: number, run: () => void) => unknown = setTimeout_) {
    super([]);
  }

  say(text: string, tone: Toast['tone'] = 'plain', action?: Toast['action']): number {
    const id = ++this.#count;
    this.set([...this.value, { id, text, tone, action }].slice(-3));
    this.after(tone === 'bad' ? 8000 : 5000, () => this.dismiss(id));
    return id;
  }

  bad(text: string): void {
    this.say(text, 'bad');
  }

  /** Does `act` in five seconds unless the person takes it back. */
  undoable(text: string, undoLabel: string, act: () => void, undo: () => void): void {
    const id = this.say(text, 'plain', {
      label: undoLabel,
      run: () => {
        if (this.#settle.delete(id)) undo();
        this.dismiss(id);
      },
    });
    this.#settle.set(id, act);
    this.after(5000, () => this.#finish(id));
  }

  /** Does at once what still waits: the page is going away. */
  flush(): void {
    for (const id of [...this.#settle.keys()]) this.#finish(id);
  }

  dismiss(id: number): void {
    this.set(this.value.filter((toast) => toast.id !== id));
    this.#finish(id);
  }

  #finish(id: number): void {
    const act = this.#settle.get(id);
    if (this.#settle.delete(id)) act?.();
  }
}

function setTimeout_(milliseconds: number, run: () => void): void {
  setTimeout(run, milliseconds);
}
