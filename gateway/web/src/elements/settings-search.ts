import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { SearchSettings } from '../core/types';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/skeleton';

const words = strings.searchSwitch;
const LOOK_MS = 2000;

/** The switch of search, and how far the work behind it is. */
@customElement('t-settings-search')
export class SettingsSearch extends TandemElement {
  @state() private settings: SearchSettings | undefined;
  @state() private problem: Problem | undefined;
  @state() private sending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    ...sections,
    css`
      .panel {
        display: grid;
        gap: 12px;
        padding: 16px;
      }
      progress {
        inline-size: 100%;
        accent-color: var(--accent);
      }
    `,
  ];

  protected override stores() {
    return [this.app.session];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    return html`<h2>${words.title}</h2>
      <p class="lead">${words.lead}</p>
      ${this.problem
        ? html`<div class="frame panel" role="alert">
            <p>${this.problem.message}</p>
            <div class="actions"><button class="button" @click=${() => void this.#look()}>${strings.retry}</button></div>
          </div>`
        : this.settings
          ? this.#panel(this.settings)
          : html`<t-skeleton rows="2"></t-skeleton>`}`;
  }

  #panel({ enabled, state, done, total }: SearchSettings) {
    const admin = this.app.session.me?.member.role !== 'member';
    return html`<div class="frame panel">
      <p data-testid="search-state"><b>${enabled ? words.on : words.off}</b></p>
      ${state === 'indexing' || state === 'clearing'
        ? html`<label role="status" class="small quiet"
            >${state === 'indexing' ? words.indexing(done, total) : words.clearing(done)}
            <progress max=${total ?? nothing} value=${total === null ? nothing : Math.min(done, total)}></progress
          ></label>`
        : nothing}
      ${admin
        ? html`${enabled ? html`<p class="small quiet">${words.offHint}</p>` : nothing}
            <div class="actions">
              <button class="button" ?disabled=${this.sending} @click=${this.#turn} data-testid="search-switch">
                ${enabled ? words.turnOff : words.turnOn}
              </button>
            </div>`
        : html`<p class="small quiet">${words.adminsOnly}</p>`}
    </div>`;
  }

  readonly #turn = async () => {
    if (!this.settings) return;
    this.sending = true;
    await this.#take(this.app.api.switchSearch(!this.settings.enabled));
    this.sending = false;
  };

  #look(): Promise<void> {
    return this.app ? this.#take(this.app.api.searchSettings()) : Promise.resolve();
  }

  protected override firstUpdated(): void {
    if (!this.settings) void this.#look();
  }

  /** Shows what the server says, and looks again while there is work. */
  async #take(answer: Promise<SearchSettings>): Promise<void> {
    clearTimeout(this.#timer);
    try {
      this.settings = await answer;
      this.problem = undefined;
      const busy = this.settings.state === 'indexing' || this.settings.state === 'clearing';
      if (busy && this.isConnected) this.#timer = setTimeout(() => void this.#look(), LOOK_MS);
    } catch (thrown) {
      this.problem = Problem.of(thrown);
    }
  }
}
