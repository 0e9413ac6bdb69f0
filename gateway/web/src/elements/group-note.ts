import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { groupTrouble } from '../core/group';
import type { E164 } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base } from '../ui/styles';
import '../ui/icon';

/** In the composer of a text to several people: what that means, or why it cannot leave from the chosen number. */
@customElement('t-group-note')
export class GroupNote extends TandemElement {
  @property({ attribute: false }) to: readonly E164[] = [];
  /** The number that the text would be sent from. */
  @property() from: E164 = '';

  static override styles = [
    base,
    css`
      p {
        display: flex;
        align-items: flex-start;
        gap: 6px;
        padding: 8px 14px 0;
        font-size: var(--text-small);
        line-height: 16px;
        color: var(--text-2);
      }
      .trouble {
        color: var(--warn);
      }
      t-icon {
        flex: none;
      }
    `,
  ];

  protected override stores() {
    return [this.app.workspace];
  }

  protected override render() {
    if (this.to.length < 2) return nothing;
    const number = this.app.workspace.value.numbers.find((one) => one.e164 === this.from);
    const trouble = groupTrouble(number, this.to);
    return html`<p class=${trouble ? 'trouble' : ''} role="status" data-testid="group-note" data-trouble=${trouble !== ''}>
      <t-icon name=${trouble ? 'alert' : 'users'} size="14"></t-icon>
      <span>${trouble || strings.group.note(this.to.length)}</span>
    </p>`;
  }
}
