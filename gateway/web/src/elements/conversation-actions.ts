import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { snoozeTimes } from '../core/snooze';
import type { Conversation } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';
import '../ui/menu';

const NOBODY = 'nobody';

/** What the team does about a conversation: who takes it, until when it waits, whether it is done. */
@customElement('t-conversation-actions')
export class ConversationActions extends TandemElement {
  @property({ attribute: false }) conversation!: Conversation;

  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex: none;
      }
    `,
  ];

  protected override stores() {
    return [this.app.people];
  }

  protected override render() {
    const words = strings.inbox;
    const open = this.conversation.state === 'open';
    return html`${this.#assignee()}
      ${open
        ? html`<t-menu
            icon="clock"
            label=${words.snooze.label}
            .items=${snoozeTimes().map(({ id, label, until }) => ({ id, label, detail: when.until(until) }))}
            @choose=${this.#snooze}
            data-testid="snooze"
          ></t-menu>`
        : nothing}
      <button
        class="icon-button"
        aria-label=${open ? words.done : words.reopen}
        title="${open ? words.done : words.reopen} (E)"
        @click=${() => this.app.finish(this.conversation)}
        data-testid="conversation-done"
      >
        <t-icon name=${open ? 'check' : 'undo'}></t-icon>
      </button>`;
  }

  #assignee() {
    const words = strings.inbox;
    const { assignee_id: id } = this.conversation;
    const assignee = this.app.people.member(id);
    const me = this.app.session.me?.member.id;
    const members = [...this.app.people.value.members].sort((a, b) => Number(b.id === me) - Number(a.id === me));
    return html`<t-menu
      icon="user-plus"
      label=${assignee ? words.assignedTo(assignee.name) : words.assign}
      .items=${[
        ...members.map((member) => ({
          id: member.id,
          label: member.id === me ? `${member.name} (${strings.you})` : member.name,
          chosen: member.id === id,
        })),
        { id: NOBODY, label: words.nobody, chosen: id === null },
      ]}
      @choose=${this.#assign}
      data-testid="assign"
      >${assignee ? html`<t-avatar size="small" .name=${assignee.name}></t-avatar>` : nothing}</t-menu
    >`;
  }

  readonly #assign = (event: CustomEvent<string>) => {
    const assignee_id = event.detail === NOBODY ? null : event.detail;
    void this.app.attempt(() => this.app.conversations.change(this.conversation.id, { assignee_id }));
  };

  readonly #snooze = (event: CustomEvent<string>) => {
    const time = snoozeTimes().find(({ id }) => id === event.detail);
    if (time) this.app.snooze(this.conversation, time.until);
  };
}
