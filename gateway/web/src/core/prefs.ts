import { Store } from './store';

export type Theme = 'system' | 'light' | 'dark';

/** What this browser remembers for itself. Nothing here is personal, and nothing of it reaches the server. */
export interface Prefs {
  theme: Theme;
  relayOnly: boolean;
  ring: boolean;
  ringVolume: number;
  /** How long a text can be taken back before it leaves; 0 sends at once. */
  undoSeconds: number;
  microphone: string;
  speaker: string;
  /** Sign-in asks once for sound and microphone. */
  asked: boolean;
}

const KEY = 'tandem.prefs';
const DEFAULTS: Prefs = {
  theme: 'system',
  relayOnly: false,
  ring: true,
  ringVolume: 0.7,
  undoSeconds: 5,
  microphone: '',
  speaker: '',
  asked: false,
};

export function storedPrefs(storage: Pick<Storage, 'getItem' | 'setItem'>): Store<Prefs> {
  const store = new Store<Prefs>({ ...DEFAULTS, ...read(storage) });
  store.subscribe(() => {
    try {
      storage.setItem(KEY, JSON.stringify(store.value));
    } catch {
      // A full or forbidden storage only means that the choice is forgotten.
    }
  });
  return store;
}

function read(storage: Pick<Storage, 'getItem'>): Partial<Prefs> {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Partial<Prefs>) : {};
  } catch {
    return {};
  }
}
