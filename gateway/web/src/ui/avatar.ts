import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Presence } from '../core/types';
import { strings } from '../strings';
import './icon';

/** Initials on a colour that stays with the name, and a presence dot that says its state in words too. */
@customElement('t-avatar')
export class Avatar extends LitElement {
  @property() name = '';
  @property() presence: Presence | '' = '';
  /** Address of a picture; initials where there is none. */
  @property() photo = '';
  @property({ reflect: true }) size: 'small' | 'medium' | 'large' | 'huge' = 'medium';
  @property({ type: Number, reflect: true }) hue = 0;

  static override styles = css`
    :host {
      --size: 36px;
      position: relative;
      display: inline-grid;
      place-items: center;
      flex: none;
      inline-size: var(--size);
      block-size: var(--size);
      border-radius: 50%;
      background: var(--tint);
      color: var(--ink);
      font-size: calc(var(--size) * 0.38);
      line-height: 1;
      font-weight: 600;
      letter-spacing: 0.01em;
      user-select: none;
      --tint: light-dark(#e4e7fb, #2b3056);
      --ink: light-dark(#3a469f, #b9c1ff);
    }
    :host([size='small']) {
      --size: 24px;
    }
    :host([size='large']) {
      --size: 56px;
    }
    :host([size='huge']) {
      --size: 88px;
    }
    :host([hue='1']) {
      --tint: light-dark(#dcefe6, #1d3a2d);
      --ink: light-dark(#1c6643, #8fd9b3);
    }
    :host([hue='2']) {
      --tint: light-dark(#fbe6dc, #452a1e);
      --ink: light-dark(#954420, #f0b394);
    }
    :host([hue='3']) {
      --tint: light-dark(#f4e1f4, #40263f);
      --ink: light-dark(#863b84, #e5abe3);
    }
    :host([hue='4']) {
      --tint: light-dark(#dcecf5, #1c3542);
      --ink: light-dark(#1f5f80, #97cfea);
    }
    :host([hue='5']) {
      --tint: light-dark(#f6ecd0, #3c321a);
      --ink: light-dark(#745a12, #e2cb85);
    }
    img {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      border-radius: 50%;
      object-fit: cover;
    }
    .dot {
      position: absolute;
      inset-block-end: -1px;
      inset-inline-end: -1px;
      inline-size: max(9px, calc(var(--size) * 0.28));
      block-size: max(9px, calc(var(--size) * 0.28));
      border-radius: 50%;
      border: 2px solid var(--bg);
      background: var(--text-3);
    }
    :host([size='small']) .dot {
      inset-block-end: -2px;
      inset-inline-end: -3px;
      border-width: 1.5px;
    }
    .dot.online {
      background: var(--ok);
    }
    .dot.in_call {
      background: var(--bad);
    }
    .dot.offline {
      background: var(--bg);
      box-shadow: inset 0 0 0 2px var(--text-3);
    }
  `;

  protected override willUpdate(): void {
    let sum = 2166136261;
    for (const character of this.name) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16777619);
    this.hue = ((sum ^ (sum >>> 15)) >>> 0) % 6;
  }

  protected override render() {
    const words = this.presence ? strings.people.presence[this.presence] : '';
    return html`${this.#initials() ?? html`<t-icon name="phone" size="16"></t-icon>`}
    ${this.photo ? html`<img src=${this.photo} alt="" loading="lazy" />` : nothing}
    ${this.presence ? html`<span class="dot ${this.presence}" role="img" aria-label=${words} title=${words}></span>` : nothing}`;
  }

  #initials(): string | undefined {
    const words = this.name.split(/[\s.\-_@]+/).filter((word) => /^\p{L}/u.test(word));
    const first = words[0];
    if (first === undefined) return undefined;
    const last = words.length > 1 ? words[words.length - 1] : undefined;
    return ([...first][0] ?? '').toLocaleUpperCase() + (last ? ([...last][0] ?? '').toLocaleUpperCase() : '');
  }
}
