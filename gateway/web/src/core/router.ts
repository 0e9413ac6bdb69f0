import { Store } from './store';

export type Place = 'inbox' | 'calls' | 'voicemail' | 'team' | 'people' | 'settings' | 'search';

/** Where the member is: a place, and what is chosen in it. Lives in the fragment, so the server serves one page. */
export interface Route {
  place: Place;
  id: string;
  query: URLSearchParams;
}

const PLACES: readonly Place[] = ['inbox', 'calls', 'voicemail', 'team', 'people', 'settings', 'search'];

export function parseRoute(fragment: string): Route {
  const [path = '', query = ''] = fragment.replace(/^#\/?/, '').split('?');
  const [first = '', id = ''] = path.split('/');
  const place = PLACES.find((candidate) => candidate === first) ?? 'inbox';
  return { place, id: decodeURIComponent(id), query: new URLSearchParams(query) };
}

export function href(place: Place, id = '', query: Record<string, string> = {}): string {
  const parameters = new URLSearchParams(query).toString();
  return `#/${place}${id === '' ? '' : `/${encodeURIComponent(id)}`}${parameters === '' ? '' : `?${parameters}`}`;
}

export class Router {
  readonly route = new Store<Route>(parseRoute(location.hash));
  readonly #follow = () => this.route.set(parseRoute(location.hash));

  start(): void {
    addEventListener('hashchange', this.#follow);
  }

  stop(): void {
    removeEventListener('hashchange', this.#follow);
  }

  go(place: Place, id = '', query: Record<string, string> = {}): void {
    location.hash = href(place, id, query);
    this.#follow();
  }

  /** Changes the address without a step in the history. */
  replace(place: Place, id = ''): void {
    history.replaceState(null, '', href(place, id));
    this.#follow();
  }
}
