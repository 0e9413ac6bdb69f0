import { html } from 'lit';
import type { SearchHit } from '../core/types';

/** A text with its highlights as <mark>. Ranges count UTF-16 units, as strings here do. */
export function marked(text: string, highlights: SearchHit['highlights']) {
  const parts: unknown[] = [];
  let at = 0;
  for (const { from, to } of highlights) {
    if (from < at || to > text.length) continue;
    parts.push(text.slice(at, from), html`<mark>${text.slice(from, to)}</mark>`);
    at = to;
  }
  return html`<bdi>${parts}${text.slice(at)}</bdi>`;
}
