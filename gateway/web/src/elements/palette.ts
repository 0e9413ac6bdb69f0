import { css, html } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { conversationName } from '../core/live';
import { matches, typedNumber } from '../core/find';
import { hitHref, hitIcon, hitName } from '../core/hits';
import { shown } from '../core/phone-number';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { marked } from '../ui/marked';
import * as when from '../core/when';
import { base } from '../ui/styles';
import '../ui/avatar';
import '../ui/dialog';
import '../ui/icon';
import type { IconName } from '../ui/icon';

interface Entry {
  id: string;
  group: string;
  label: string;
  detail: string;
  icon: IconName | undefined;
  run: () => void;
  /** A second line: what was found, marked. */
  found?: unknown;
}

/** One field that finds people and conversations and does things. Arrow keys move, Enter does. */
@customElement('t-palette')
export class Palette extends TandemElement {
  @state() private typed = '';
  @state() private at = 0;
  @query('input') private readonly field!: HTMLInputElement;

  static override styles = [
    base,
    css`
      t-dialog {
        --dialog-width: 600px;
      }
      .field {
        display: flex;
        align-items: center;
        gap: 12px;
        padding-inline: 18px;
        border-block-end: 1px solid var(--line);
        color: var(--text-3);
      }
      input {
        flex: 1;
        min-block-size: 54px;
        border: 0;
        outline: none;
        background: transparent;
        font-size: 16px;
        color: var(--text);
      }
      input:focus-visible {
        outline: none;
      }
      input::placeholder {
        color: var(--text-3);
      }
      .all {
        max-block-size: min(420px, 56vh);
        padding: 6px 8px 10px;
      }
      .group {
        padding: 10px 10px 4px;
        font-size: var(--text-small);
        line-height: 16px;
        font-weight: 500;
        color: var(--text-3);
      }
      .entry {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: max(40px, var(--target));
        padding-inline: 10px;
        border-radius: var(--radius);
        cursor: pointer;
      }
      .entry[aria-selected='true'] {
        background: var(--bg-active);
      }
      .entry .cut {
        flex: 1;
      }
      .found {
        display: block;
        font-size: var(--text-small);
        color: var(--text-2);
      }
      mark {
        background: var(--accent-soft);
        color: var(--text);
        border-radius: 3px;
      }
      .mark {
        display: grid;
        place-items: center;
        inline-size: 24px;
        color: var(--text-2);
      }
      .none {
        padding: 24px;
        text-align: center;
        color: var(--text-2);
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.conversations, this.app.phone, this.app.search];
  }

  protected override render() {
    const words = strings.palette;
    const entries = this.#entries();
    const at = Math.min(this.at, entries.length - 1);
    let group = '';
    return html`<t-dialog bare place="top" heading=${words.title} @dismiss=${this.#close} data-testid="palette">
      <div class="field">
        <t-icon name="search"></t-icon>
        <input
          autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls="found"
          aria-activedescendant=${entries[at] ? `entry-${at}` : ''}
          aria-label=${words.placeholder}
          placeholder=${words.placeholder}
          autocomplete="off"
          spellcheck="false"
          maxlength="200"
          @input=${this.#typing}
          @keydown=${this.#key}
        />
      </div>
      <div class="all scroll" id="found" role="listbox" aria-label=${words.title}>
        ${entries.map((entry, index) => {
          const head = entry.group === group ? '' : html`<div class="group" role="presentation">${entry.group}</div>`;
          group = entry.group;
          return html`${head}
            <div
              class="entry"
              id="entry-${index}"
              role="option"
              aria-selected=${index === at}
              @click=${() => this.#run(entry)}
              @pointermove=${() => (this.at = index)}
            >
              <span class="mark"
                >${entry.icon
                  ? html`<t-icon name=${entry.icon}></t-icon>`
                  : html`<t-avatar .name=${entry.label} size="small"></t-avatar>`}</span
              >
              <span class="cut"
                ><bdi>${entry.label}</bdi>${entry.found ? html`<span class="found cut">${entry.found}</span>` : ''}</span
              >
              <span class="small quiet">${entry.detail}</span>
            </div>`;
        })}
        ${this.#state(entries.length)}
      </div>
    </t-dialog>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  #entries(): Entry[] {
    const { typed } = this;
    const people = this.#people();
    const commands = this.#commands().filter((entry) => matches(typed, entry.label, entry.detail));
    return typed ? [...people, ...this.#conversations(), ...this.#found(), ...commands] : [...commands, ...people];
  }

  /** What the server found, newest first, and the way to all of it. */
  #found(): Entry[] {
    const { app } = this;
    const { hits, query: asked } = app.search.value;
    if (asked !== this.typed || hits.length === 0) return [];
    const group = strings.search.group;
    const entries = hits.slice(0, 8).map((hit): Entry => ({
      id: hit.id,
      group,
      label: hitName(app, hit),
      detail: when.short(hit.at),
      icon: hitIcon(hit),
      run: () => (location.hash = hitHref(hit)),
      found: marked(hit.snippet, hit.highlights),
    }));
    const all: Entry = {
      id: 'all',
      group,
      label: strings.search.all,
      detail: '',
      icon: 'search',
      run: () => app.router.go('search', '', { q: asked }),
    };
    return [...entries, all];
  }

  /** What is said when nothing is in sight yet, nothing was found, or the server did not answer. */
  #state(shown: number) {
    const { loading, problem, query: asked } = this.app.search.value;
    const here = this.typed !== '' && asked === this.typed;
    if (here && problem) return html`<p class="none" role="status">${problem.message}</p>`;
    if (here && loading === 'loading') return html`<p class="none" role="status">${strings.search.searching}</p>`;
    return shown === 0 ? html`<p class="none" role="status">${strings.palette.none}</p>` : '';
  }

  #people(): Entry[] {
    const { app, typed } = this;
    const words = strings.palette;
    const me = app.session.me?.member.id;
    const members = app.people.value.members
      .filter((member) => member.id !== me && matches(typed, member.name, member.email))
      .slice(0, 6)
      .map((member): Entry => ({
        id: member.id,
        group: words.people,
        label: member.name,
        detail: app.phone.busy ? strings.people.presence[member.presence ?? 'offline'] : strings.calls.call,
        icon: undefined,
        run: () => (app.phone.busy ? app.router.go('people', member.id) : app.callMember(member.id, member.name)),
      }));
    const number = typedNumber(typed, app.workspace.value.numbers[0]?.e164);
    const texts = [
      ...app.people.value.contacts
        .filter((contact) => typed !== '' && matches(typed, contact.name, ...contact.numbers))
        .slice(0, 6)
        .flatMap((contact) => contact.numbers.slice(0, 1).map((to) => ({ to, name: contact.name }))),
      ...(number && !app.people.contactOf(number) ? [{ to: number, name: shown(number) }] : []),
    ].map(({ to, name }): Entry => ({
      id: to,
      group: words.people,
      label: name,
      detail: strings.people.text,
      icon: undefined,
      run: () => app.router.go('inbox', 'new', { to }),
    }));
    return [...members, ...texts];
  }

  #conversations(): Entry[] {
    const { app, typed } = this;
    return app.conversations.value.items
      .map((conversation) => ({
        conversation,
        name: conversationName(app, conversation.participants, conversation.contact_name),
      }))
      .filter(({ conversation, name }) => matches(typed, name, ...conversation.participants))
      .slice(0, 8)
      .map(({ conversation, name }) => ({
        id: conversation.id,
        group: strings.palette.conversations,
        label: name,
        detail: conversation.last_message?.text.slice(0, 32) ?? '',
        icon: undefined,
        run: () => app.router.go('inbox', conversation.id),
      }));
  }

  #commands(): Entry[] {
    const { app } = this;
    const words = strings.palette;
    const command = (icon: IconName, label: string, detail: string, run: () => void): Entry => ({
      id: label,
      group: words.commands,
      label,
      detail,
      icon,
      run,
    });
    const themes = (['system', 'light', 'dark'] as const).map((theme) =>
      command('monitor', words.theme(strings.settings.theme[theme]), '', () => app.prefs.patch({ theme })),
    );
    return [
      command('write', strings.inbox.newMessage, 'C', () => app.router.go('inbox', 'new')),
      command('keypad', strings.nav.dial, '⌘D', () => app.overlay.set('dial')),
      command('inbox', words.goTo(strings.nav.inbox), 'G I', () => app.router.go('inbox')),
      command('phone', words.goTo(strings.nav.calls), 'G C', () => app.router.go('calls')),
      command('voicemail', words.goTo(strings.nav.voicemail), 'G V', () => app.router.go('voicemail')),
      command('users', words.goTo(strings.nav.people), 'G P', () => app.router.go('people')),
      command('settings', words.goTo(strings.nav.settings), 'G S', () => app.router.go('settings')),
      command('keyboard', strings.shortcuts.title, '?', () => app.overlay.set('shortcuts')),
      ...themes,
      command('leave', strings.settings.signOut, '', () => void app.signOut()),
    ];
  }

  readonly #typing = () => {
    this.typed = this.field.value.trim();
    this.at = 0;
    this.app.search.ask(this.typed);
  };

  readonly #key = (event: KeyboardEvent) => {
    const entries = this.#entries();
    const at = Math.min(this.at, entries.length - 1);
    switch (event.key) {
      case 'ArrowDown':
        this.at = (at + 1) % Math.max(1, entries.length);
        break;
      case 'ArrowUp':
        this.at = (at - 1 + entries.length) % Math.max(1, entries.length);
        break;
      case 'Enter': {
        const entry = entries[at];
        if (entry) this.#run(entry);
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  };

  #run(entry: Entry): void {
    this.#close();
    entry.run();
  }

  readonly #close = () => this.app.overlay.set(undefined);
}
