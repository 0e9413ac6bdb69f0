import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base } from '../ui/styles';
import '../ui/dialog';

/** All keys on one sheet. */
@customElement('t-shortcuts')
export class Shortcuts extends TandemElement {
  static override styles = [
    base,
    css`
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 24px;
        padding: 8px 20px 20px;
      }
      dt,
      dd {
        display: flex;
        align-items: center;
        gap: 4px;
        min-block-size: 36px;
        border-block-end: 1px solid var(--line);
      }
      dd {
        justify-content: flex-end;
      }
      kbd {
        min-inline-size: 22px;
        padding: 1px 6px;
        border: 1px solid var(--line-strong);
        border-radius: 5px;
        background: var(--bg-sunken);
        font: 500 12px/18px var(--font);
        text-align: center;
      }
    `,
  ];

  protected override render() {
    const words = strings.shortcuts;
    const command = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
    const keys: [string, string[]][] = [
      [words.find, [command, 'K']],
      [words.dial, [command, 'D']],
      [words.newMessage, ['C']],
      [words.next, ['J']],
      [words.previous, ['K']],
      [words.reply, ['R']],
      [words.note, ['N']],
      [words.done, ['E']],
      [words.send, ['Enter']],
      [words.takeBack, [command, 'Z']],
      [words.answer, ['A']],
      [words.decline, ['Esc']],
      [words.mute, ['M']],
      [words.go, ['G', 'I · C · V · T · P']],
      [words.sheet, ['?']],
    ];
    return html`<t-dialog heading=${words.title} @dismiss=${() => this.app.overlay.set(undefined)}>
      <dl>
        ${keys.map(
          ([label, parts]) =>
            html`<dt>${label}</dt>
              <dd>${parts.map((part) => html`<kbd>${part}</kbd>`)}</dd>`,
        )}
      </dl>
    </t-dialog>`;
  }
}
