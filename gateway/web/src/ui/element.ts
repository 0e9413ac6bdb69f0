import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { App } from '../core/app';
import type { AnyStore } from '../core/store';

/** An element of the phone: it is given the app, and renders again when one of the stores that it names changes. */
export abstract class TandemElement extends LitElement {
  @property({ attribute: false }) app!: App;

  #stops: (() => void)[] = [];

  /** The stores whose changes concern this element. */
  protected stores(): readonly AnyStore[] {
    return [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('app') && this.#stops.length === 0) this.#watch();
  }

  #watch(): void {
    if (!this.app) return;
    this.#stops = this.stores().map((store) => store.subscribe(() => this.requestUpdate()));
  }
}

/** Asks the element's owner to do something: properties go in, events come out. */
export function tell(from: HTMLElement, name: string, detail?: unknown): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
