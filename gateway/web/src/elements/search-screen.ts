import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { hitHref, hitIcon, hitName } from '../core/hits';
import { href } from '../core/router';
import type { SearchHit } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { marked } from '../ui/marked';
import { base, buttons, columns } from '../ui/styles';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';

const words = strings.search;

/** Everything that was found, newest first; the words stay in the address, so that going back finds them again. */
@customElement('t-search')
export class SearchScreen extends TandemElement {
  @query('input') private readonly field!: HTMLInputElement;

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
      .field {
        display: flex;
        align-items: center;
        gap: 12px;
        flex: 1;
        color: var(--text-3);
      }
      input {
        flex: 1;
        min-inline-size: 0;
        min-block-size: max(40px, var(--target));
        border: 0;
        outline: none;
        background: transparent;
        font: inherit;
        font-size: 16px;
        color: var(--text);
      }
      input:focus-visible {
        outline: none;
      }
      .field:focus-within {
        color: var(--accent-ink);
      }
      .body {
        flex: 1;
        min-block-size: 0;
      }
      .inner {
        inline-size: min(100%, 760px);
        margin-inline: auto;
        padding: 8px 16px 48px;
      }
      .hit {
        display: grid;
        grid-template-columns: 24px minmax(0, 1fr);
        gap: 2px 12px;
        padding: 12px;
        border-radius: var(--radius);
        color: inherit;
      }
      .hit:hover,
      .hit:focus-visible {
        background: var(--bg-hover);
        text-decoration: none;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .head-line {
        display: flex;
        gap: 12px;
        align-items: baseline;
      }
      .head-line b {
        flex: 1;
      }
      .hit p {
        grid-column: 2;
        overflow-wrap: anywhere;
        color: var(--text-2);
      }
      mark {
        background: var(--accent-soft);
        color: var(--text);
        border-radius: 3px;
      }
      .foot {
        display: grid;
        justify-items: center;
        padding: 16px;
        color: var(--text-3);
      }
    `,
  ];

  protected override stores() {
    return [this.app.search, this.app.people, this.app.router.route];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app?.search.ask(this.#typed());
  }

  protected override firstUpdated(): void {
    this.app.search.ask(this.#typed());
    this.field.value = this.#typed();
    this.field.focus();
  }

  #typed(): string {
    return this.app.router.route.value.query.get('q') ?? '';
  }

  protected override render() {
    return html`<header class="head">
        <label class="field">
          <t-icon name="search"></t-icon>
          <input
            type="search"
            aria-label=${words.field}
            placeholder=${words.field}
            maxlength="200"
            autocomplete="off"
            spellcheck="false"
            data-testid="search-field"
            @input=${this.#input}
            @keydown=${this.#key}
          />
        </label>
      </header>
      <div class="body scroll" tabindex="-1" @keydown=${this.#move}>
        <div class="inner" aria-busy=${this.app.search.value.loading === 'loading'}>${this.#results()}</div>
      </div>`;
  }

  #results() {
    const { hits, query: asked, loading, problem, cursor } = this.app.search.value;
    if (problem) {
      const off = problem.code === 'search_off';
      return html`<div class="foot" role="alert">
        <p>${problem.message}</p>
        ${off
          ? html`<a class="button" href=${href('settings', 'search')}>${words.settings}</a>`
          : html`<button class="button" @click=${() => this.app.search.again()}>${strings.retry}</button>`}
      </div>`;
    }
    if (hits.length === 0) {
      if (loading === 'loading') return html`<t-skeleton rows="5"></t-skeleton>`;
      return asked === '' || loading === 'idle'
        ? html`<t-empty icon="search" heading=${words.start} text=${words.startDetail}></t-empty>`
        : html`<t-empty icon="search" heading=${words.none(asked)} text=${words.noneDetail}></t-empty>`;
    }
    return html`<p class="small quiet" role="status">${words.found(hits.length, cursor !== null)}</p>
      <ul>
        ${hits.map((hit) => html`<li>${this.#hit(hit)}</li>`)}
      </ul>
      ${cursor === null
        ? nothing
        : html`<div class="foot">
            <button class="button" ?disabled=${loading === 'loading'} @click=${() => void this.app.search.more()}>
              ${words.more}
            </button>
          </div>`}`;
  }

  #hit(hit: SearchHit) {
    return html`<a class="hit" href=${hitHref(hit)} data-testid="search-hit">
      <span role="img" aria-label=${words.kinds[hit.kind]} title=${words.kinds[hit.kind]}
        ><t-icon name=${hitIcon(hit)} size="16"></t-icon
      ></span>
      <span class="head-line"
        ><b class="cut"><bdi>${hitName(this.app, hit)}</bdi></b
        ><time class="small quiet" datetime=${hit.at} title=${when.exact(hit.at)}>${when.short(hit.at)}</time></span
      >
      <p>${marked(hit.snippet, hit.highlights)}</p>
    </a>`;
  }

  readonly #input = () => {
    const typed = this.field.value;
    history.replaceState(null, '', href('search', '', typed === '' ? {} : { q: typed }));
    this.app.search.ask(typed);
  };

  readonly #key = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('.hit')?.focus();
  };

  readonly #move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>('.hit')];
    const at = all.indexOf(this.renderRoot.querySelector<HTMLElement>('.hit:focus')!);
    event.preventDefault();
    (event.key === 'ArrowUp' && at <= 0 ? this.field : all[at + (event.key === 'ArrowDown' ? 1 : -1)])?.focus();
  };
}
