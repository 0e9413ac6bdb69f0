import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { begins, BROADCASTS, MOST_RECEIVERS, receiversOf } from '../core/broadcast';
import { matches } from '../core/find';
import { shown } from '../core/phone-number';
import { Problem } from '../core/problem';
import { href } from '../core/router';
import { plainMarks, segmentsOf } from '../core/segments';
import { VARIABLES } from '../core/template';
import type { BroadcastDraft, BroadcastOutlook, E164 } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons, columns, fields } from '../ui/styles';
import '../ui/dialog';
import '../ui/empty';
import '../ui/icon';
import './receiver-sources';
import './send-time';
import type { SendTime } from './send-time';

const words = strings.broadcasts;
const CONTACTS_SHOWN = 20;
const PACES = [10, 30, 60, 120, 300, 600];

/** A new broadcast: whom it goes to, what it says, what it will cost; then it is confirmed. */
@customElement('t-broadcast-form')
export class BroadcastForm extends TandemElement {
  @state() private name = '';
  @state() private from: E164 = '';
  @state() private pasted = '';
  @state() private sought = '';
  @state() private text = '';
  @state() private pace = 30;
  @state() private later = false;
  @state() private wrong = '';
  @state() private busy = false;
  /** While it is asked whether it shall go. */
  @state() private outlook: (BroadcastOutlook & { draft: BroadcastDraft }) | undefined;
  @query('t-send-time') private readonly picker!: SendTime | null;
  @query('#text') private readonly field!: HTMLTextAreaElement | null;
  /** What was begun last and its key: begun again unchanged, it stays one broadcast. */
  #tried = { what: '', key: '' };

  static override styles = [
    base,
    buttons,
    columns,
    fields,
    css`
      :host {
        display: flex;
        flex-direction: column;
        block-size: 100%;
        min-block-size: 0;
      }
      .scroll {
        flex: 1;
      }
      form {
        display: grid;
        gap: 16px;
        inline-size: min(100%, 680px);
        margin-inline: auto;
        padding: 16px 24px 24px;
      }
      textarea {
        resize: vertical;
      }
      .pair {
        display: grid;
        grid-template-columns: 1fr 1fr;
        align-items: start;
        gap: 16px;
      }
      .found {
        max-block-size: 216px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      .found button {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        inline-size: 100%;
        min-block-size: max(36px, var(--target));
        padding: 4px 10px;
        border: 0;
        background: transparent;
        text-align: start;
        cursor: pointer;
      }
      .found button:hover,
      .found button:focus-visible {
        background: var(--bg-hover);
      }
      fieldset {
        display: grid;
        gap: 8px;
        min-inline-size: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        margin-block-end: 6px;
        font-weight: 500;
      }
      fieldset label {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: var(--target);
      }
      .variables {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
      .ask {
        display: grid;
        gap: 12px;
        padding: 16px 20px 20px;
      }
      .said {
        max-block-size: 200px;
        padding: 10px 14px;
        border-radius: 10px;
        background: var(--bg-sunken);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
        unicode-bidi: plaintext;
      }
      @container (max-width: 640px) {
        form {
          padding-inline: 12px;
        }
        .pair {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.workspace, this.app.people];
  }

  get #from(): E164 {
    return this.from || (this.app.workspace.value.numbers[0]?.e164 ?? '');
  }

  protected override render() {
    const { numbers, loading } = this.app.workspace.value;
    return html`<header class="head">
        <a class="icon-button" href=${href('inbox', BROADCASTS)} aria-label=${words.back} title=${words.back}>
          <t-icon name="back"></t-icon>
        </a>
        <h2>${words.add}</h2>
      </header>
      <div class="scroll">
        ${loading === 'ready' && numbers.length === 0
          ? html`<t-empty icon="message" heading=${strings.inbox.noNumbers} text=${strings.inbox.noNumbersHint}>
              <a class="button primary" href=${href('settings', 'numbers')}>${strings.inbox.toSettings}</a>
            </t-empty>`
          : this.#form()}
      </div>
      ${this.outlook ? this.#ask(this.outlook) : nothing}`;
  }

  #form() {
    const { numbers } = this.app.workspace.value;
    return html`<form @submit=${this.#check}>
      <div class="field">
        <label for="name">${words.name}</label>
        <input
          id="name"
          class="input"
          maxlength="60"
          autocomplete="off"
          .value=${this.name}
          @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)}
        />
        <span class="hint">${words.nameHint}</span>
      </div>
      <div class="pair">
        <div class="field">
          <label for="from">${words.from}</label>
          <select id="from" class="input" @change=${(event: Event) => (this.from = (event.target as HTMLSelectElement).value)}>
            ${numbers.map(
              (number) => html`<option value=${number.e164} ?selected=${number.e164 === this.#from}>
                ${number.name ? `${number.name} · ` : ''}${shown(number.e164)}
              </option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label for="pace">${words.pace}</label>
          <select id="pace" class="input" @change=${(event: Event) => (this.pace = Number((event.target as HTMLSelectElement).value))}>
            ${PACES.map((pace) => html`<option value=${pace} ?selected=${pace === this.pace}>${pace}</option>`)}
          </select>
          <span class="hint">${words.paceHint}</span>
        </div>
      </div>
      ${this.#receivers()} ${this.#words()} ${this.#when()}
      <span class="wrong" role="alert" ?hidden=${this.wrong === ''}>${this.wrong}</span>
      <div class="actions">
        <button class="button primary" ?disabled=${this.busy} data-testid="broadcast-check">${words.check}</button>
      </div>
    </form>`;
  }

  #receivers() {
    const { numbers, wrong, twice } = receiversOf(this.pasted, this.#from);
    const found = this.#contacts(new Set(numbers));
    return html`<div class="field">
        <label for="to">${words.to}</label>
        <textarea
          id="to"
          class="input"
          rows="4"
          inputmode="tel"
          autocomplete="off"
          spellcheck="false"
          placeholder="+1 202 555 0143"
          aria-describedby="to-state"
          aria-invalid=${wrong.length > 0 || numbers.length > MOST_RECEIVERS}
          .value=${this.pasted}
          @input=${(event: Event) => (this.pasted = (event.target as HTMLTextAreaElement).value)}
          data-testid="broadcast-to"
        ></textarea>
        <span class="hint" id="to-state" role="status">
          ${numbers.length === 0 ? words.toHint : words.counted(numbers.length)}${twice > 0 ? ` · ${words.twice(twice)}` : ''}
        </span>
        ${wrong.length > 0
          ? html`<span class="wrong"><bdi>${words.wrong(wrong.slice(0, 5).join(', ') + (wrong.length > 5 ? ' …' : ''))}</bdi></span>`
          : nothing}
        ${numbers.length > MOST_RECEIVERS ? html`<span class="wrong">${words.tooMany}</span>` : nothing}
        <t-receiver-sources
          .app=${this.app}
          .from=${this.#from}
          .numbers=${numbers}
          @take=${(event: CustomEvent<E164[]>) => this.#add(...event.detail)}
        ></t-receiver-sources>
      </div>
      <div class="field">
        <label for="pick">${words.pick}</label>
        <input
          id="pick"
          class="input"
          type="search"
          autocomplete="off"
          .value=${this.sought}
          @input=${(event: Event) => (this.sought = (event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (found[0]) this.#add(found[0].number);
          }}
        />
        ${this.sought.trim() !== '' && found.length > 0
          ? html`<ul class="found scroll">
              ${found.slice(0, CONTACTS_SHOWN).map(
                ({ name, number }) => html`<li>
                  <button type="button" @click=${() => this.#add(number)}>
                    <bdi class="cut">${name}</bdi><bdi class="quiet">${shown(number)}</bdi>
                  </button>
                </li>`,
              )}
            </ul>
              ${found.length > 1
                ? html`<button type="button" class="button plain" @click=${() => this.#add(...found.map(({ number }) => number))} data-testid="add-all">
                    ${strings.receivers.addAll(found.length)}
                  </button>`
                : nothing}`
          : nothing}
      </div>`;
  }

  #contacts(chosen: ReadonlySet<E164>) {
    return this.app.people.value.contacts
      .flatMap((contact) => contact.numbers.map((number) => ({ name: contact.name, number })))
      .filter(({ name, number }) => !chosen.has(number) && matches(this.sought, name, number));
  }

  #add(...numbers: E164[]): void {
    const before = this.pasted.trimEnd();
    this.pasted = `${before}${before === '' ? '' : '\n'}${numbers.join('\n')}\n`;
    this.sought = '';
  }

  #words() {
    const receivers = receiversOf(this.pasted, this.#from).numbers.length;
    const use = segmentsOf(plainMarks(this.text));
    return html`<div class="field">
      <label for="text">${words.text}</label>
      <textarea
        id="text"
        class="input"
        rows="5"
        dir="auto"
        maxlength="1600"
        .value=${this.text}
        @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
        data-testid="broadcast-text"
      ></textarea>
      <div class="variables">
        <span class="hint">${words.insert}</span>
        ${VARIABLES.filter((word) => word !== 'contact.last_name').map(
          (word) => html`<button type="button" class="button plain small" @click=${() => this.#insert(word)}>${word}</button>`,
        )}
      </div>
      <span class="hint" data-testid="broadcast-use">
        ${this.text === '' ? '' : words.use(use.segments, receivers)}${this.text.includes('{{') ? ` · ${words.varies}` : ''}
      </span>
    </div>`;
  }

  #when() {
    const choice = (later: boolean, label: string, testid: string) =>
      html`<label><input type="radio" name="when" .checked=${this.later === later} @change=${() => (this.later = later)} data-testid=${testid} />
        ${label}</label>`;
    return html`<fieldset>
      <legend>${words.when}</legend>
      ${choice(false, words.now, 'broadcast-now')} ${choice(true, words.later, 'broadcast-later')}
      ${this.later ? html`<t-send-time></t-send-time>` : nothing}
    </fieldset>`;
  }

  #insert(word: string): void {
    const { field } = this;
    const slot = word.startsWith('contact.') ? `{{${word}|there}}` : `{{${word}}}`;
    const at = field?.selectionStart ?? this.text.length;
    this.text = this.text.slice(0, at) + slot + this.text.slice(field?.selectionEnd ?? at);
    void this.updateComplete.then(() => {
      field?.focus();
      field?.setSelectionRange(at + slot.length, at + slot.length);
    });
  }

  readonly #check = async (event: Event) => {
    event.preventDefault();
    const { numbers, wrong } = receiversOf(this.pasted, this.#from);
    if (numbers.length > MOST_RECEIVERS || wrong.length > 0) return void this.renderRoot.querySelector<HTMLElement>('#to')?.focus();
    if (this.name.trim() === '' || numbers.length === 0 || this.text.trim() === '') return void (this.wrong = words.needs);
    const at = this.later ? this.picker?.chosen() : undefined;
    if (this.later && !at) return;
    const draft = {
      name: this.name.trim(),
      from: this.#from,
      to: numbers,
      text: this.text,
      per_minute: this.pace,
      ...(at && { begins_at: at.toISOString() }),
    };
    await this.#try(async () => (this.outlook = { ...(await this.app.api.previewBroadcast(draft)), draft }));
  };

  #ask({ draft, receivers, segments, unwelcome, seconds }: BroadcastOutlook & { draft: BroadcastDraft }) {
    return html`<t-dialog heading=${words.confirm(receivers)} @dismiss=${() => (this.outlook = undefined)}>
      <div class="ask">
        <p class="said scroll">${draft.text}</p>
        <p>
          ${words.facts(receivers, segments)} ${unwelcome > 0 ? words.unwelcome(unwelcome) : ''}
          ${words.takes(Math.ceil(seconds / 60))}
        </p>
        ${draft.begins_at ? html`<p>${begins(draft.begins_at)}</p>` : nothing}
        <span class="wrong" role="alert" ?hidden=${this.wrong === ''}>${this.wrong}</span>
        <div class="actions">
          <button class="button" @click=${() => (this.outlook = undefined)}>${strings.cancel}</button>
          <button class="button primary" autofocus ?disabled=${this.busy} @click=${() => this.#begin(draft)} data-testid="broadcast-begin">
            ${draft.begins_at ? words.schedule(receivers) : words.send(receivers)}
          </button>
        </div>
      </div>
    </t-dialog>`;
  }

  #begin(draft: BroadcastDraft): void {
    const what = JSON.stringify(draft);
    if (this.#tried.what !== what) this.#tried = { what, key: crypto.randomUUID() };
    void this.#try(async () => {
      const begun = await this.app.broadcasts.begin(draft, this.#tried.key);
      this.app.toasts.say(draft.begins_at ? words.set(when.until(new Date(draft.begins_at))) : words.begun);
      this.app.router.go('inbox', BROADCASTS, { of: begun.id });
    });
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    this.wrong = '';
    this.busy = true;
    try {
      await act();
    } catch (thrown) {
      const problem = Problem.of(thrown);
      const numbers = receiversOf(this.pasted, this.#from).numbers;
      const named = [...problem.fields].map(([field, detail]) => {
        const place = /^to\[(\d+)\]$/.exec(field)?.[1];
        return place === undefined ? detail : `${shown(numbers[Number(place)] ?? '')}: ${detail}`;
      });
      this.wrong = named.length > 0 ? named.slice(0, 5).join(' ') : problem.message;
    } finally {
      this.busy = false;
    }
  }
}
