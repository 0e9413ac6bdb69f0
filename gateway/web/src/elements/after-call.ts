import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AfterCall } from '../call/call-state';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';

/** A call that did not come about: what happened, and the one or two things that help. */
@customElement('t-after-call')
export class AfterCallCard extends TandemElement {
  static override styles = [
    base,
    buttons,
    css`
      :host {
        position: absolute;
        inset-block-start: 16px;
        inset-inline-end: 16px;
        z-index: 24;
      }
      section {
        display: grid;
        gap: 16px;
        inline-size: 340px;
        padding: 16px 16px 16px 20px;
        border: 1px solid var(--line-strong);
        border-radius: 16px;
        background: var(--bg-raised);
        box-shadow: 0 12px 40px rgb(0 0 0 / 16%);
      }
      .row {
        display: flex;
        align-items: flex-start;
        gap: 12px;
      }
      .words {
        flex: 1;
        align-self: center;
      }
      h2 {
        font-size: 15px;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        padding-inline-end: 4px;
      }
      .actions .button {
        flex: 1;
        min-block-size: 40px;
      }
      @container (max-width: 640px) {
        :host {
          inset-inline: 12px;
          inset-block-start: 12px;
        }
        section {
          inline-size: auto;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.phone];
  }

  protected override render() {
    const { after } = this.app.phone.value;
    if (!after) return nothing;
    const { peer } = after;
    const words = strings.call;
    return html`<section role="alertdialog" aria-label=${headline(after)} data-testid="after-call" data-reason=${after.reason}>
      <div class="row">
        <t-avatar .name=${peer.name}></t-avatar>
        <div class="words">
          <h2>${headline(after)}</h2>
          <p class="quiet" ?hidden=${explanation(after) === ''}>${explanation(after)}</p>
        </div>
        <button
          class="icon-button"
          aria-label=${words.dismiss}
          title="${words.dismiss} (Esc)"
          @click=${() => this.app.phone.dismissAfter()}
        >
          <t-icon name="close" size="16"></t-icon>
        </button>
      </div>
      <div class="actions">
        ${after.voicemail
          ? html`<button
              class="button primary"
              @click=${() => this.app.callMember(peer.memberId, peer.name, true)}
              data-testid="leave-voicemail"
            >
              <t-icon name="voicemail" size="16"></t-icon>${words.leaveVoicemail}
            </button>`
          : nothing}
        <button class="button" @click=${() => this.app.callMember(peer.memberId, peer.name)} data-testid="call-again">
          <t-icon name="phone" size="16"></t-icon>${words.again}
        </button>
      </div>
    </section>`;
  }
}

function headline({ reason, peer }: AfterCall): string {
  const words = strings.call.after;
  switch (reason) {
    case 'declined':
    case 'busy':
    case 'no_answer':
    case 'unreachable':
      return words[reason](peer.name);
    case 'too_long':
      return words.too_long;
    default:
      return words.failed;
  }
}

function explanation({ reason, problem, detail, voicemail }: AfterCall): string {
  if (problem) return problem.message;
  if (detail) return detail;
  const couldLeave = reason === 'declined' || reason === 'busy' || reason === 'no_answer' || reason === 'unreachable';
  return couldLeave && !voicemail ? strings.call.after.noVoicemail : '';
}
