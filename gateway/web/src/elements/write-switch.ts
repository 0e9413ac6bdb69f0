import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { strings } from '../strings';
import { tell } from '../ui/element';
import { base } from '../ui/styles';
import '../ui/icon';

export type Writing = 'text' | 'note';

/** Whether what is written goes to the person outside or stays with the team. Arrow keys change it, as in any radio group. */
@customElement('t-write-switch')
export class WriteSwitch extends LitElement {
  @property() writing: Writing = 'text';

  static override styles = [
    base,
    css`
      :host {
        padding: 0 20px;
      }
      fieldset {
        display: inline-flex;
        gap: 2px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: max(28px, calc(var(--target) - 4px));
        padding-inline: 10px;
        border-radius: 6px 6px 0 0;
        color: var(--text-2);
        font-size: 13px;
        font-weight: 500;
        cursor: pointer;
      }
      label:hover {
        background: var(--bg-hover);
      }
      label.on {
        color: var(--text);
        box-shadow: inset 0 -2px 0 var(--accent);
      }
      label.note.on {
        color: var(--warn);
        box-shadow: inset 0 -2px 0 var(--warn);
      }
      label:focus-within {
        outline: 2px solid var(--focus);
        outline-offset: -1px;
      }
      input {
        position: absolute;
        opacity: 0;
        inline-size: 1px;
        block-size: 1px;
      }
      @container (max-width: 640px) {
        :host {
          padding-inline: 12px;
        }
      }
    `,
  ];

  protected override render() {
    const words = strings.notes;
    return html`<fieldset>
      <legend class="hidden-words">${words.write}</legend>
      ${this.#choice('text', words.text, words.textHint)} ${this.#choice('note', words.note, words.noteHint)}
    </fieldset>`;
  }

  #choice(writing: Writing, label: string, hint: string) {
    const on = this.writing === writing;
    return html`<label class="${writing} ${on ? 'on' : ''}" title=${hint} data-testid="write-${writing}">
      <input type="radio" name="writing" .checked=${on} @change=${() => tell(this, 'writing', writing)} />
      <t-icon name=${writing === 'note' ? 'note' : 'message'} size="14"></t-icon>${label}
    </label>`;
  }
}
