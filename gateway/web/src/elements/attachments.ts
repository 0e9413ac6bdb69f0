import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { bytes, family } from '../core/media';
import type { Attachment } from '../core/types';
import { strings } from '../strings';
import { base } from '../ui/styles';
import '../ui/icon';

const words = strings.media;

/** An attachment and where its content is. */
export type Shown = Attachment & { url: string; small: string };

/** What came with a text: smaller pictures that open, sound and film to play, others to save; or why they are not here. */
@customElement('t-attachments')
export class Attachments extends LitElement {
  @property({ attribute: false }) items: readonly Shown[] = [];

  /** Pictures of which there is no smaller one after all. */
  @state() private broken: ReadonlySet<string> = new Set();

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 6px;
        justify-items: start;
        white-space: normal;
      }
      :host([over]) {
        margin-block-end: 6px;
      }
      .picture {
        display: block;
        max-inline-size: 320px;
        border-radius: 10px;
        overflow: hidden;
        background: var(--bg-hover);
      }
      img,
      video {
        display: block;
        max-inline-size: 100%;
        max-block-size: 320px;
        min-inline-size: 48px;
        min-block-size: 48px;
        object-fit: contain;
        border-radius: 10px;
      }
      video {
        inline-size: 320px;
      }
      audio {
        max-inline-size: 100%;
        inline-size: 280px;
      }
      .chip {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-block-size: max(32px, var(--target));
        padding: 4px 10px;
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        background: var(--bg-raised);
        color: var(--text);
        font-size: 13px;
        line-height: 18px;
      }
      .refused {
        color: var(--text-2);
      }
    `,
  ];

  protected override render() {
    return this.items.map((item) => this.#item(item));
  }

  #item(item: Shown) {
    const what = words.kinds[family(item.type)];
    if (item.state === 'awaited') {
      return html`<span class="chip" data-testid="attachment" data-state="awaited">
        <t-icon name="clock" size="16"></t-icon>${words.awaited(what)}
      </span>`;
    }
    if (item.state === 'refused') {
      return html`<span class="chip refused" data-testid="attachment" data-state="refused">
        <t-icon name="alert" size="16"></t-icon>${words.refused(what)} ${words.reasons[item.reason ?? ''] ?? words.reasons['']}
      </span>`;
    }
    return this.#kept(item, what);
  }

  #kept(item: Shown, what: string) {
    const { url } = item;
    switch (family(item.type)) {
      case 'image':
        if (!item.thumbnail || this.broken.has(item.id)) return this.#file(item, what);
        return html`<a
          class="picture"
          href=${url}
          target="_blank"
          rel="noopener noreferrer"
          title=${words.open(what)}
          data-testid="attachment"
          data-state="kept"
          ><img
            src=${item.small}
            alt=${words.picture}
            loading="lazy"
            decoding="async"
            @error=${() => (this.broken = new Set(this.broken).add(item.id))}
        /></a>`;
      case 'audio':
        return html`<audio controls preload="none" src=${url} aria-label=${what} data-testid="attachment" data-state="kept"></audio>`;
      case 'video':
        return html`<video
          controls
          preload="metadata"
          src=${url}
          aria-label=${what}
          data-testid="attachment"
          data-state="kept"
        ></video>`;
      default:
        return this.#file(item, what);
    }
  }

  #file(item: Shown, what: string) {
    return html`<a class="chip" href=${item.url} download data-testid="attachment" data-state="kept">
      <t-icon name="download" size="16"></t-icon>${what} · ${bytes(item.size)}
    </a>`;
  }
}
