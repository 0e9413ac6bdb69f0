import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/icon';

/** E-mail and password, or the name and password of someone who follows a first link. */
@customElement('t-sign-in')
export class SignIn extends TandemElement {
  @state() private working = false;
  @state() private problem: Problem | undefined;
  @state() private visible = false;
  /** Why the door was shown stops mattering with the first try. */
  @state() private tried = false;

  static override styles = [
    base,
    buttons,
    fields,
    css`
      :host {
        display: grid;
        place-items: center;
        padding: 24px;
        overflow-y: auto;
        background: var(--bg-sunken);
      }
      main {
        inline-size: min(380px, 100%);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 10px;
        margin-block-end: 24px;
        font-weight: 600;
        font-size: var(--text-large);
        letter-spacing: -0.01em;
      }
      .brand img {
        inline-size: 32px;
        block-size: 32px;
      }
      .card {
        padding: 28px;
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--bg);
      }
      h1 {
        font-size: var(--text-title);
        line-height: 28px;
        letter-spacing: -0.015em;
      }
      .lead {
        margin-block: 2px 20px;
        color: var(--text-2);
      }
      form {
        display: grid;
        gap: 16px;
      }
      .input {
        min-block-size: 40px;
      }
      .secret {
        position: relative;
      }
      .secret .input {
        padding-inline-end: 44px;
      }
      .secret button {
        position: absolute;
        inset-block: 4px;
        inset-inline-end: 4px;
        block-size: auto;
      }
      .submit {
        min-block-size: 40px;
        margin-block-start: 4px;
      }
      .notice {
        margin-block-end: 16px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.session];
  }

  protected override render() {
    const session = this.app.session.value;
    const first = session.is === 'first_use';
    const asks = session.is === 'first_use' ? session.asks : ['email', 'password'];
    const words = strings.signIn;
    const notice = session.is === 'signed_out' && !this.tried ? session.notice : undefined;
    const problem = this.problem ?? (first ? session.problem : undefined);
    const general = problem && problem.fields.size === 0 ? problem.message : notice;
    return html`<main>
      <div class="brand"><img src="/favicon.svg" alt="" />${strings.app}</div>
      <div class="card">
        <h1>${first ? words.welcomeTitle : words.title}</h1>
        <p class="lead">${first ? words.welcomeLead : words.lead}</p>
        ${general ? html`<p class="notice" role="alert" data-testid="sign-in-problem">${general}</p>` : nothing}
        <form @submit=${first ? this.#begin : this.#signIn}>
          ${asks.includes('email') ? this.#field('email', words.email, 'email', 'username', problem) : nothing}
          ${asks.includes('name') ? this.#field('name', words.name, 'text', 'name', problem) : nothing}
          ${asks.includes('password') ? this.#secret(first, problem) : nothing}
          <button class="button primary submit" ?disabled=${this.working} data-testid="sign-in-submit">
            ${this.working ? words.working : first ? words.begin : words.submit}
          </button>
          ${first
            ? html`<button class="button plain" type="button" @click=${() => this.app.session.ended(undefined)}>
                ${words.withPassword}
              </button>`
            : nothing}
        </form>
      </div>
    </main>`;
  }

  #field(name: string, label: string, type: string, autocomplete: 'name' | 'username', problem: Problem | undefined) {
    const wrong = problem?.fields.get(name);
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        class="input"
        type=${type}
        autocomplete=${autocomplete}
        required
        maxlength="200"
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby="${name}-wrong"
        data-testid="sign-in-${name}"
      />
      <span class="wrong" id="${name}-wrong" ?hidden=${!wrong}>${wrong}</span>
    </div>`;
  }

  #secret(first: boolean, problem: Problem | undefined) {
    const words = strings.signIn;
    const wrong = problem?.fields.get('password');
    const toggle = this.visible ? words.hide : words.show;
    return html`<div class="field">
      <label for="password">${first ? words.newPassword : words.password}</label>
      <div class="secret">
        <input
          id="password"
          name="password"
          class="input"
          type=${this.visible ? 'text' : 'password'}
          autocomplete=${first ? 'new-password' : 'current-password'}
          required
          minlength=${first ? 10 : 1}
          maxlength="200"
          aria-invalid=${wrong ? 'true' : 'false'}
          aria-describedby="password-hint"
          data-testid="sign-in-password"
        />
        <button
          class="icon-button"
          type="button"
          aria-label=${toggle}
          title=${toggle}
          @click=${() => (this.visible = !this.visible)}
        >
          <t-icon name=${this.visible ? 'eye-off' : 'eye'}></t-icon>
        </button>
      </div>
      <span class=${wrong ? 'wrong' : 'hint'} id="password-hint">${wrong ?? (first ? words.passwordHint : '')}</span>
    </div>`;
  }

  readonly #signIn = async (event: SubmitEvent) => {
    const form = values(event);
    this.tried = true;
    this.working = true;
    this.problem = undefined;
    try {
      await this.app.session.signIn(form.email, form.password);
    } catch (thrown) {
      this.problem = Problem.of(thrown);
    } finally {
      this.working = false;
    }
  };

  readonly #begin = async (event: SubmitEvent) => {
    const form = values(event);
    const session = this.app.session.value;
    if (session.is !== 'first_use') return;
    this.working = true;
    await this.app.session.useLink(session.link, {
      ...(session.asks.includes('email') && { email: form.email }),
      ...(session.asks.includes('name') && { name: form.name }),
      ...(session.asks.includes('password') && { password: form.password }),
    });
    this.working = false;
  };
}

function values(event: SubmitEvent): { name: string; email: string; password: string } {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  const text = (name: string) => String(data.get(name) ?? '');
  return { name: text('name').trim(), email: text('email').trim(), password: text('password') };
}
