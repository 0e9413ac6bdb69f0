import type { App } from './app';

/** What the screens can be asked to do by a key; each answers if it can. */
export type ListKey = 'next' | 'previous' | 'reply' | 'note' | 'done';

/** The keys of the whole page. Letters count only while nobody is writing. */
export class Keyboard {
  #go = false;

  constructor(
    private readonly app: App,
    private readonly ask: (key: ListKey) => void,
  ) {}

  readonly press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const handled = event.metaKey || event.ctrlKey ? this.#chord(event) : this.#plain(event);
    if (handled) event.preventDefault();
  };

  #chord(event: KeyboardEvent): boolean {
    if (event.altKey || event.shiftKey) return false;
    const { overlay } = this.app;
    switch (event.key.toLowerCase()) {
      case 'k':
        overlay.set(overlay.value === 'palette' ? undefined : 'palette');
        return true;
      case 'd':
        overlay.set(overlay.value === 'dial' ? undefined : 'dial');
        return true;
      default:
        return false;
    }
  }

  #plain(event: KeyboardEvent): boolean {
    const { phone, overlay, router } = this.app;
    const { incoming, active, after } = phone.value;
    if (event.altKey) return false;
    if (event.key === 'Escape') {
      if (overlay.value) overlay.set(undefined);
      else if (incoming) phone.decline();
      else if (after) phone.dismissAfter();
      else return false;
      return true;
    }
    if (writing(event) || overlay.value) return false;
    const key = event.key.toLowerCase();
    if (this.#go) {
      this.#go = false;
      const place = ({ i: 'inbox', c: 'calls', v: 'voicemail', t: 'team', p: 'people', s: 'settings' } as const)[key];
      if (place) router.go(place);
      return place !== undefined;
    }
    if (event.key === '?') return (overlay.set('shortcuts'), true);
    switch (key) {
      case 'a':
        if (incoming) void phone.answer();
        return incoming !== undefined;
      case 'm':
        if (active) phone.toggleMute();
        return active !== undefined;
      case 'g':
        this.#go = true;
        setTimeout(() => (this.#go = false), 1200);
        return true;
      case 'c':
        router.go('inbox', 'new');
        return true;
      case 'j':
        return (this.ask('next'), true);
      case 'k':
        return (this.ask('previous'), true);
      case 'e':
        return (this.ask('done'), true);
      case 'n':
        return (this.ask('note'), true);
      case 'r':
        return (this.ask('reply'), true);
      default:
        return false;
    }
  }
}

function writing(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
