import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shown } from '../core/phone-number';
import { href } from '../core/router';
import type { Conversation } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';

/** Who is in a group: name, number, whether they may be texted, and the way to a text to them alone. */
@customElement('t-group-people')
export class GroupPeople extends TandemElement {
  @property({ attribute: false }) conversation!: Conversation;

  static override styles = [
    base,
    buttons,
    css`
      :host {
        flex: 1;
        min-inline-size: 0;
      }
      li {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: 44px;
      }
      .who {
        display: grid;
        flex: 1;
        min-inline-size: 0;
      }
      .no {
        color: var(--warn);
      }
    `,
  ];

  protected override stores() {
    return [this.app.people];
  }

  protected override render() {
    const { people } = this.app;
    const stands = new Map(this.conversation.people?.map((one) => [one.number, one.consent]));
    return html`<ul>
      ${this.conversation.participants.map((number) => {
        const name = people.nameOf(number);
        const consent = stands.get(number) ?? 'open';
        const alone = strings.group.textAlone(name);
        return html`<li data-testid="group-person" data-consent=${consent}>
          <t-avatar .name=${name} size="small"></t-avatar>
          <span class="who">
            <bdi class="cut">${name}</bdi>
            ${name === shown(number) ? nothing : html`<bdi class="small quiet cut">${shown(number)}</bdi>`}
            ${consent === 'open' || consent === 'opted_in'
              ? nothing
              : html`<span class="small no">${strings.consent.states[consent]}</span>`}
          </span>
          <a class="icon-button" href=${href('inbox', 'new', { to: number })} aria-label=${alone} title=${alone}>
            <t-icon name="message" size="16"></t-icon>
          </a>
        </li>`;
      })}
    </ul>`;
  }
}
