import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Problem } from '../core/problem';
import type { E164, ReceiverList } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/dialog';
import '../ui/empty';
import '../ui/icon';
import '../ui/skeleton';

const words = strings.receivers;

/** The team's lists of receivers: used, kept, renamed, deleted. Tells `take` with the numbers of the one that is used. */
@customElement('t-receiver-lists')
export class ReceiverListsDialog extends TandemElement {
  /** Those of the broadcast by now. */
  @property({ attribute: false }) numbers: readonly E164[] = [];
  @state() private renaming: ReceiverList | undefined;
  @state() private removing: ReceiverList | undefined;
  @state() private wrong = '';
  @state() private busy = false;
  #key = crypto.randomUUID();

  static override styles = [
    base,
    buttons,
    fields,
    css`
      :host {
        --dialog-width: 560px;
      }
      .body,
      form {
        display: grid;
        gap: 12px;
      }
      .body {
        padding: 16px 20px 20px;
      }
      ul {
        max-block-size: 300px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        padding: 6px 12px;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .name {
        flex: 1;
        display: grid;
        min-inline-size: 120px;
      }
      .line {
        display: flex;
        gap: 8px;
      }
      .line .input {
        flex: 1;
        min-inline-size: 0;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.receiverLists];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.app.receiverLists.refresh();
  }

  protected override render() {
    return html`<t-dialog heading=${words.listsTitle}>
      <div class="body" aria-busy=${this.busy}>
        ${this.removing ? this.#sure(this.removing) : this.renaming ? this.#rename(this.renaming) : this.#all()}
        <span class="wrong" role="alert" ?hidden=${this.wrong === ''} data-testid="lists-wrong">${this.wrong}</span>
      </div>
    </t-dialog>`;
  }

  #all() {
    const { items, loading, problem } = this.app.receiverLists.value;
    return html`${loading === 'failed' ? html`<p class="wrong" role="alert">${problem?.message ?? ''}</p>` : nothing}
      ${loading === 'loading' ? html`<t-skeleton></t-skeleton>` : nothing}
      ${loading === 'ready' && items.length === 0
        ? html`<t-empty icon="megaphone" heading=${words.noList} text=${words.noListHint}></t-empty>`
        : nothing}
      ${items.length > 0
        ? html`<ul class="scroll" aria-label=${words.listsTitle}>
            ${repeat(
              items,
              (list) => list.id,
              (list) => this.#row(list),
            )}
          </ul>`
        : nothing}
      ${this.numbers.length > 0 ? this.#keep() : nothing}`;
  }

  #row(list: ReceiverList) {
    return html`<li data-testid="receiver-list">
      <span class="name"><bdi class="cut">${list.name}</bdi><span class="small quiet">${words.size(list.receivers)}</span></span>
      <button class="button" ?disabled=${this.busy} aria-label=${words.useOf(list.name)} @click=${() => this.#use(list)} data-testid="list-use">
        ${words.use}
      </button>
      <button class="button plain" aria-label=${words.renameOf(list.name)} @click=${() => this.#open(list)} data-testid="list-rename">
        ${words.rename}
      </button>
      <button class="button plain" aria-label=${words.removeOf(list.name)} @click=${() => (this.removing = list)} data-testid="list-remove">
        ${words.remove}
      </button>
    </li>`;
  }

  #keep() {
    return html`<form
      @submit=${(event: Event) =>
        this.#named(event, async (name, form) => {
          await this.app.receiverLists.make(name, this.numbers, this.#key);
          this.#key = crypto.randomUUID();
          form.reset();
          this.app.toasts.say(words.kept(name));
        })}
    >
      <div class="field">
        <label for="keep">${words.keepLabel(this.numbers.length)}</label>
        <span class="line">
          <input id="keep" name="name" class="input" maxlength="60" autocomplete="off" data-testid="list-name" />
          <button class="button" ?disabled=${this.busy} data-testid="list-keep">${words.keep}</button>
        </span>
      </div>
    </form>`;
  }

  #rename(list: ReceiverList) {
    const { numbers } = this;
    return html`<form
      @submit=${(event: Event) =>
        this.#named(event, async (name, form) => {
          const replace = new FormData(form).has('replace');
          await this.app.receiverLists.change(list.id, { name, ...(replace && { numbers }) });
          this.renaming = undefined;
        })}
    >
      <div class="field">
        <label for="rename">${strings.broadcasts.name}</label>
        <input id="rename" name="name" class="input" maxlength="60" autocomplete="off" .value=${list.name} data-testid="list-new-name" />
      </div>
      ${numbers.length > 0
        ? html`<label><input type="checkbox" name="replace" data-testid="list-replace" /> ${words.replace(numbers.length)}</label>`
        : nothing}
      <div class="actions">
        <button class="button" type="button" @click=${() => this.#open(undefined)}>${strings.cancel}</button>
        <button class="button primary" ?disabled=${this.busy} data-testid="list-save">${strings.broadcasts.save}</button>
      </div>
    </form>`;
  }

  #sure(list: ReceiverList) {
    return html`<p>${words.removeAsk(list.name)}</p>
      <div class="actions">
        <button class="button" @click=${() => (this.removing = undefined)}>${strings.broadcasts.keep}</button>
        <button
          class="button bad"
          ?disabled=${this.busy}
          @click=${() =>
            this.#try(async () => {
              await this.app.receiverLists.deleteNow(list.id);
              this.removing = undefined;
            })}
          data-testid="list-remove-yes"
        >
          ${words.remove}
        </button>
      </div>`;
  }

  #open(list: ReceiverList | undefined): void {
    this.wrong = '';
    this.renaming = list;
  }

  #use(list: ReceiverList): void {
    void this.#try(async () => tell(this, 'take', await this.app.receiverLists.numbers(list.id)));
  }

  #named(event: Event, act: (name: string, form: HTMLFormElement) => Promise<void>): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = String(new FormData(form).get('name') ?? '').trim();
    if (name === '') return void (this.wrong = words.needsName);
    void this.#try(() => act(name, form));
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.wrong = '';
    this.busy = true;
    try {
      await act();
    } catch (thrown) {
      const problem = Problem.of(thrown);
      this.wrong = [...problem.fields.values()][0] ?? problem.message;
    } finally {
      this.busy = false;
    }
  }
}
