import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { togetherTrouble } from '../core/enclosed';
import { bytes, family } from '../core/media';
import type { MediaRules } from '../core/types';
import type { Upload, UploadTray } from '../stores/upload-tray';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/icon';

const words = strings.media.tray;

/** What the next text is to go with: each with its picture, how far it is, and a way to take it out. */
@customElement('t-upload-tray')
export class UploadTrayView extends TandemElement {
  @property({ attribute: false }) tray!: UploadTray;
  @property({ attribute: false }) rules: MediaRules | null = null;

  static override styles = [
    base,
    buttons,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin: 0;
        padding: 10px 12px 2px;
        list-style: none;
      }
      li {
        position: relative;
        display: grid;
        grid-template-columns: 48px minmax(0, 1fr) auto;
        align-items: center;
        gap: 8px;
        inline-size: min(100%, 240px);
        padding: 4px;
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        background: var(--bg-raised);
        font-size: 13px;
        line-height: 18px;
      }
      li.wrong {
        border-color: var(--bad);
      }
      .thumb {
        display: grid;
        place-items: center;
        block-size: 48px;
        inline-size: 48px;
        border-radius: 6px;
        overflow: hidden;
        background: var(--bg-hover);
        color: var(--text-2);
      }
      img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }
      .about {
        display: grid;
        min-inline-size: 0;
      }
      .detail {
        color: var(--text-2);
        font-size: var(--text-small);
        overflow-wrap: anywhere;
      }
      .wrong .detail,
      .trouble {
        color: var(--bad);
      }
      progress {
        inline-size: 100%;
        block-size: 4px;
        accent-color: var(--accent);
      }
      .trouble {
        margin: 0;
        padding: 6px 14px 0;
        font-size: 13px;
      }
      @container (max-width: 640px) {
        li {
          inline-size: 100%;
        }
      }
    `,
  ];

  protected override stores() {
    return this.tray ? [this.tray] : [];
  }

  protected override render() {
    const all = this.tray.value;
    const trouble = togetherTrouble(
      all.filter((one) => one.problem === ''),
      this.rules,
    );
    return html`${all.length === 0
      ? nothing
      : html`<ul aria-label=${words.label}>
          ${repeat(
            all,
            (one) => one.key,
            (one) => this.#one(one),
          )}
        </ul>`}
      <p class="trouble" role="alert" ?hidden=${!trouble} data-testid="upload-trouble">
        ${trouble === 'count' ? words.count(this.rules?.max_files ?? 0) : trouble ? words.together[trouble] : ''}
        ${trouble === 'size' && this.rules ? words.atMost(bytes(this.rules.max_bytes)) : ''}
      </p>`;
  }

  #one(one: Upload) {
    const what = strings.media.kinds[family(one.type)];
    const ready = one.attachment !== undefined;
    return html`<li
      class=${one.problem ? 'wrong' : ''}
      data-testid="upload"
      data-state=${one.problem ? 'failed' : ready ? 'ready' : 'sending'}
    >
      <span class="thumb">
        ${one.preview ? html`<img src=${one.preview} alt="" />` : html`<t-icon name="paperclip"></t-icon>`}
      </span>
      <span class="about">
        <span class="cut" title=${one.name}><bdi>${one.name || what}</bdi></span>
        ${one.problem
          ? html`<span class="detail" role="alert">${one.problem}</span>`
          : ready
            ? html`<span class="detail">${what} · ${bytes(one.size)}</span>`
            : html`<progress max="1" .value=${one.progress} aria-label=${words.sending(one.name || what)}></progress>`}
      </span>
      <button
        class="icon-button"
        type="button"
        aria-label=${words.remove(one.name || what)}
        title=${words.remove(one.name || what)}
        @click=${() => this.tray.remove(one.key)}
        data-testid="upload-remove"
      >
        <t-icon name="close" size="16"></t-icon>
      </button>
    </li>`;
  }
}
