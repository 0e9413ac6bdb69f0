import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { strings } from '../strings';
import { sections } from './settings-styles';
import './icon';

/** A value to paste elsewhere, with a button that copies it. */
@customElement('t-copy-line')
export class CopyLine extends LitElement {
  @property() value = '';
  @state() private copied = false;

  static override styles = sections;

  protected override render() {
    const label = this.copied ? strings.copied : strings.copy;
    return html`<div class="copy">
      <code>${this.value}</code>
      <button class="icon-button" type="button" aria-label=${label} title=${label} @click=${this.#copy}>
        <t-icon name=${this.copied ? 'check' : 'copy'} size="16"></t-icon>
      </button>
    </div>`;
  }

  readonly #copy = async () => {
    await navigator.clipboard.writeText(this.value);
    this.copied = true;
    setTimeout(() => (this.copied = false), 2000);
  };
}
