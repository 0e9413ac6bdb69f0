import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';

@customElement('tandem-phone')
export class TandemPhone extends LitElement {
  protected override render() {
    return html`<main>Tandem</main>`;
  }
}
