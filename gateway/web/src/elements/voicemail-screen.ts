import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { href } from '../core/router';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, columns } from '../ui/styles';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';
import './voicemail-row';
import type { VoicemailRow } from './voicemail-row';

/** What callers said while nobody answered. */
@customElement('t-voicemails')
export class VoicemailScreen extends TandemElement {
  static override styles = [
    base,
    buttons,
    columns,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
      }
      .body {
        flex: 1;
        min-block-size: 0;
      }
      .all {
        inline-size: min(100%, 860px);
        margin-inline: auto;
        padding: 8px;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .lock {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        color: var(--text-3);
        font-size: 13px;
      }
      .unavailable {
        display: flex;
        gap: 8px;
        align-items: center;
        padding: 10px 16px;
        background: var(--warn-soft);
        color: var(--warn);
        font-size: 13px;
      }
      .more {
        display: grid;
        justify-items: center;
        padding: 12px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.voicemails, this.app.router.route, this.app.session];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app.voicemails.ensure();
  }

  protected override render() {
    const words = strings.voicemail;
    const line = this.app.session.me?.voicemail;
    return html`<header class="head">
        <h1>${words.title}</h1>
        <span class="space"></span>
        <span class="lock"><t-icon name="lock" size="14"></t-icon>${words.lock}</span>
      </header>
      ${line && !line.available
        ? html`<p class="unavailable" role="status">
            <t-icon name="info" size="16"></t-icon><span>${words.unavailable}${line.detail ? `: ${line.detail}` : '.'}</span>
          </p>`
        : nothing}
      <div class="body scroll" @playing=${this.#onlyOne}>${this.#list()}</div>`;
  }

  #list() {
    const { items, loading, problem, cursor } = this.app.voicemails.value;
    const words = strings.voicemail;
    if (loading === 'idle' || loading === 'loading') return html`<div class="all"><t-skeleton></t-skeleton></div>`;
    if (loading === 'failed') {
      return html`<t-empty icon="alert" heading=${strings.problem.load} text=${problem?.message ?? ''}>
        <button class="button" @click=${() => void this.app.voicemails.refresh()}>${strings.retry}</button>
      </t-empty>`;
    }
    if (items.length === 0) {
      return html`<t-empty icon="voicemail" heading=${words.empty} text=${words.emptyHint}>
        <a class="button" href=${href('calls')}>${strings.nav.calls}</a>
      </t-empty>`;
    }
    const { id } = this.app.router.route.value;
    return html`<ul class="all" aria-label=${words.title}>
        ${repeat(
          items,
          (voicemail) => voicemail.id,
          (voicemail) => html`<li>
            <t-voicemail-row .app=${this.app} .voicemail=${voicemail} ?chosen=${voicemail.id === id}></t-voicemail-row>
          </li>`,
        )}
      </ul>
      ${cursor === null
        ? nothing
        : html`<div class="more">
            <button class="button" @click=${() => void this.app.voicemails.more()}>${strings.more}</button>
          </div>`}`;
  }

  readonly #onlyOne = (event: Event) => {
    for (const row of this.renderRoot.querySelectorAll<VoicemailRow>('t-voicemail-row')) {
      if (row !== event.target) row.pause();
    }
  };
}
