import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { Credential, Credentials } from '../stores/credentials';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/copy-line';
import '../ui/icon';

/** A credential just made, with the secret that is told only now. */
export interface Told {
  id: string;
  name: string;
  secret: string;
}

/** What differs between one kind of credentials and another. */
export interface CredentialKind<T extends Credential = Credential> {
  /** How tests and style sheets name this kind. */
  id: string;
  icon: string;
  store: Credentials<T>;
  make(name: string): Promise<Told>;
  /** One line about it, under its name. */
  facts(one: T): string;
  words: {
    name: string;
    nameHint: string;
    needsName: string;
    make: string;
    made: (name: string) => string;
    once: string;
    done: string;
    revoke: string;
    revokeLabel: (name: string) => string;
    gone: (name: string) => string;
    empty: string;
  };
}

/** Credentials of one kind: made here, shown once, revoked here. */
@customElement('t-credential-list')
export class CredentialList extends TandemElement {
  @property({ attribute: false }) kind!: CredentialKind;
  @state() private sending = false;
  @state() private wrong: string | undefined;
  /** The one just made. Only this element holds it, and only until it is left. */
  @state() private made: Told | undefined;
  @query('.made') private readonly panel!: HTMLElement | null;

  static override styles = [
    ...sections,
    css`
      .made {
        display: grid;
        gap: 10px;
        margin-block-end: 20px;
        padding: 16px;
        border: 1px solid var(--accent);
        border-radius: 10px;
      }
      .made h3 {
        margin: 0;
      }
      .made h3,
      .row b {
        overflow-wrap: anywhere;
      }
      .make {
        margin-block-end: 20px;
      }
      .line {
        display: flex;
        gap: 8px;
      }
      .line .input {
        flex: 1;
        min-inline-size: 0;
      }
    `,
  ];

  protected override stores() {
    return [this.kind.store];
  }

  protected override firstUpdated(): void {
    void this.#refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.made = undefined;
  }

  protected override render() {
    const { store, words } = this.kind;
    const listed = store.listed;
    return html`${this.#form()} ${this.made ? this.#told(this.made) : nothing}
    ${listed
      ? html`<div class="frame">
          ${listed.map((one) => this.#row(one))}
          ${listed.length === 0 ? html`<p class="none">${words.empty}</p>` : nothing}
        </div>`
      : nothing}`;
  }

  #told(made: Told) {
    const { id, words } = this.kind;
    return html`<section class="made" tabindex="-1" aria-labelledby="made" aria-describedby="once">
      <h3 id="made">${words.made(made.name)}</h3>
      <p id="once">${words.once}</p>
      <t-copy-line .value=${made.secret} data-testid="${id}-new"></t-copy-line>
      <div class="actions">
        <button class="button" @click=${() => (this.made = undefined)}>${words.done}</button>
      </div>
    </section>`;
  }

  #row(one: Credential) {
    const { id, icon, words } = this.kind;
    return html`<div class="row" data-testid=${id}>
      <t-icon name=${icon}></t-icon>
      <div class="words">
        <b>${one.name}</b>
        <p class="small quiet">${this.kind.facts(one)}</p>
      </div>
      <button
        class="button"
        aria-label=${words.revokeLabel(one.name)}
        @click=${() => this.#revoke(one)}
        data-testid="${id}-revoke"
      >
        ${words.revoke}
      </button>
    </div>`;
  }

  #form() {
    const { id, words } = this.kind;
    return html`<form class="make" @submit=${this.#make}>
      <div class="field">
        <label for="name">${words.name}</label>
        <div class="line">
          <input
            id="name"
            name="name"
            class="input"
            required
            maxlength="100"
            autocomplete="off"
            aria-describedby="hint"
            aria-invalid=${this.wrong !== undefined}
            data-testid="${id}-name"
          />
          <button class="button primary" ?disabled=${this.sending} data-testid="${id}-make">
            <t-icon name="plus" size="16"></t-icon>${words.make}
          </button>
        </div>
        <span id="hint" class=${this.wrong ? 'wrong' : 'hint'} role="alert">${this.wrong ?? words.nameHint}</span>
      </div>
    </form>`;
  }

  readonly #make = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.sending) return;
    const form = event.target as HTMLFormElement;
    const name = String(new FormData(form).get('name')).trim();
    if (name === '') return void (this.wrong = this.kind.words.needsName);
    this.sending = true;
    this.wrong = undefined;
    try {
      const made = await this.kind.make(name);
      void this.#refresh();
      if (!this.isConnected) return;
      this.made = made;
      form.reset();
      await this.updateComplete;
      this.panel?.focus();
    } catch (thrown) {
      this.wrong = Problem.of(thrown).message;
    } finally {
      this.sending = false;
    }
  };

  #revoke(one: Credential): void {
    if (this.made?.id === one.id) this.made = undefined;
    this.app.revoke(this.kind.store, one.id, this.kind.words.gone);
  }

  #refresh(): Promise<boolean> {
    return this.app.attempt(() => this.kind.store.refresh());
  }
}
