import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Post } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/avatar';
import '../ui/menu';
import './team-composer';
import type { ForTheTeam } from './team-composer';

/** For so long its author may give a post other words; the server says so too. */
const CHANGEABLE = 24 * 3600_000;

/** What a member said in a room. */
@customElement('t-post')
export class PostRow extends TandemElement {
  @property({ attribute: false }) post!: Post;
  /** Whether it follows another of the same author. */
  @property({ type: Boolean, reflect: true }) joined = false;
  @state() private changing = false;

  static override styles = [
    base,
    buttons,
    css`
      :host {
        margin-block-start: 14px;
      }
      :host([joined]) {
        margin-block-start: 2px;
      }
      article {
        display: grid;
        grid-template-columns: 28px minmax(0, 1fr) auto;
        column-gap: 10px;
        align-items: start;
        padding: 2px 6px;
        border-radius: var(--radius);
      }
      article:hover {
        background: var(--bg-hover);
      }
      .who {
        display: flex;
        align-items: baseline;
        gap: 8px;
      }
      .who strong {
        font-weight: 600;
      }
      time,
      .small {
        color: var(--text-3);
        font-size: var(--text-small);
      }
      .words {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
      .gone {
        color: var(--text-3);
        font-size: var(--text-small);
      }
      t-team-composer {
        padding: 4px 0;
      }
      t-menu {
        opacity: 0;
      }
      article:hover t-menu,
      article:focus-within t-menu {
        opacity: 1;
      }
      @media (pointer: coarse) {
        t-menu {
          opacity: 1;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.people];
  }

  protected override render() {
    const { post } = this;
    const words = strings.team;
    const author = this.app.people.member(post.author_member_id)?.name ?? words.somebody;
    return html`<article data-testid="post" data-seq=${post.seq} aria-label=${author}>
      ${this.joined ? html`<span></span>` : html`<t-avatar .name=${author} size="small"></t-avatar>`}
      <div>
        ${this.joined
          ? nothing
          : html`<div class="who">
              <strong class="cut"><bdi>${author}</bdi></strong>
              <time datetime=${post.created_at} title=${when.exact(post.created_at)}>${when.time(post.created_at)}</time>
            </div>`}
        ${post.text === null
          ? html`<p class="gone" data-testid="post-deleted">${words.deleted(author)}</p>`
          : this.changing
            ? this.#field(post.text)
            : html`<div class="words">${post.text}${post.edited_at
                ? html` <span class="small" title=${when.exact(post.edited_at)}>(${words.edited})</span>`
                : nothing}</div>`}
      </div>
      ${this.#menu()}
    </article>`;
  }

  #field(text: string) {
    return html`<t-team-composer
      cancelable
      .app=${this.app}
      .label=${strings.team.change}
      .initial=${text}
      .max=${8000}
      .action=${strings.save}
      @write=${this.#change}
      @cancel=${(event: Event) => (event.stopPropagation(), (this.changing = false))}
    ></t-team-composer>`;
  }

  #menu() {
    const { post } = this;
    if (post.author_member_id !== this.app.session.me?.member.id || post.text === null || this.changing) return nothing;
    const young = Date.now() - Date.parse(post.created_at) < CHANGEABLE;
    return html`<t-menu
      up
      .label=${strings.team.change}
      icon="more"
      .items=${[...(young ? [{ id: 'edit', label: strings.edit }] : []), { id: 'remove', label: strings.remove }]}
      @choose=${this.#chosen}
      data-testid="post-menu"
    ></t-menu>`;
  }

  readonly #chosen = (event: CustomEvent<string>) => {
    event.stopPropagation();
    if (event.detail === 'remove') return this.app.deletePost(this.post);
    this.changing = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('t-team-composer')?.focus());
  };

  readonly #change = (event: CustomEvent<ForTheTeam>) => {
    event.stopPropagation();
    this.changing = false;
    void this.app.attempt(() => this.app.rooms.changePost(this.post.id, event.detail.text));
  };
}
