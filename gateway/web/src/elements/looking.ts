import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Id, Watcher } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/icon';

/** Who else is at this conversation, whether they type, and whether one of them has just replied. */
@customElement('t-looking')
export class LookingLine extends TandemElement {
  @property() conversation: Id = '';

  static override styles = [
    base,
    buttons,
    css`
      :host {
        padding: 0 20px;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 6px;
        min-block-size: 20px;
        color: var(--text-2);
        font-size: var(--text-small);
      }
      .crossed {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: 8px;
        margin-block-end: 6px;
        padding: 8px 12px;
        border-radius: var(--radius);
        background: var(--warn-soft);
        color: var(--text);
      }
      .crossed span {
        flex: 1;
        min-inline-size: 180px;
        overflow-wrap: anywhere;
      }
      .crossed t-icon {
        color: var(--warn);
      }
    `,
  ];

  protected override stores() {
    return [this.app.looking, this.app.people, this.app.drafts];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#look);
    this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#look);
    this.app.looking.at(undefined);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('conversation')) this.#look();
  }

  protected override render() {
    const me = this.app.session.me?.member.id;
    const { watchers, crossed } = this.app.looking.value;
    const others = (watchers.get(this.conversation) ?? []).filter((one) => one.member_id !== me);
    const typing = others.filter((one) => one.typing);
    const idle = others.filter((one) => !one.typing);
    const message = this.app.drafts.get(this.conversation) ? crossed.get(this.conversation) : undefined;
    const words = strings.looking;
    return html`<div role="status">
        <div class="line" data-testid="looking">
          ${idle.length > 0 ? html`<t-icon name="eye" size="14"></t-icon><span>${words.looks(this.#names(idle))}</span>` : nothing}
          ${typing.length > 0
            ? html`<t-icon name="pencil" size="14"></t-icon><span data-testid="typing">${words.types(this.#names(typing))}</span>`
            : nothing}
        </div>
      </div>
      ${message
        ? html`<div class="crossed" role="alert" data-testid="crossed">
            <t-icon name="alert" size="16"></t-icon>
            <span
              >${words.crossed(
                this.app.people.member(message.author_member_id)?.name ?? strings.notes.somebody,
                message.text.slice(0, 80),
              )}</span
            >
            <button class="button" @click=${() => this.app.looking.uncross(this.conversation)}>${words.seen}</button>
          </div>`
        : nothing}`;
  }

  #names(watchers: readonly Watcher[]): string[] {
    return watchers.map((one) => this.app.people.member(one.member_id)?.name ?? strings.notes.somebody);
  }

  readonly #look = () => {
    const seen = document.visibilityState === 'visible' && this.conversation !== '';
    this.app?.looking.at(seen ? this.conversation : undefined);
  };
}
