import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import type { Id, Room } from '../core/types';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons, fields } from '../ui/styles';
import '../ui/avatar';
import '../ui/dialog';

export type RoomWish = 'channel' | 'direct' | 'let-in' | 'rename';

/** A dialog that makes a channel, begins a direct room, lets people in, or renames a channel. */
@customElement('t-room-form')
export class RoomForm extends TandemElement {
  @property() wish: RoomWish = 'channel';
  /** The room that is changed. */
  @property({ attribute: false }) room: Room | undefined;
  @state() private chosen: readonly Id[] = [];
  @state() private open = true;
  @state() private wrong = '';
  @state() private busy = false;
  @query('#name') private readonly field!: HTMLInputElement | null;

  static override styles = [
    base,
    buttons,
    fields,
    css`
      form {
        display: grid;
        gap: 14px;
        padding: 20px;
      }
      fieldset {
        display: grid;
        gap: 6px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      .people {
        display: grid;
        max-block-size: 260px;
        overflow-y: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      label.person,
      label.kind {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: max(36px, var(--target));
        padding: 4px 10px;
        cursor: pointer;
      }
      label.person:hover,
      label.kind:hover {
        background: var(--bg-hover);
      }
      .kind span {
        display: grid;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.people];
  }

  protected override render() {
    const words = strings.team;
    const named = this.wish === 'channel' || this.wish === 'rename';
    const heading = {
      channel: words.newChannel,
      direct: words.newDirect,
      'let-in': words.letIn,
      rename: words.rename,
    }[this.wish];
    const action = { channel: words.make, direct: words.begin, 'let-in': words.let, rename: strings.save }[this.wish];
    return html`<t-dialog heading=${heading}>
      <form @submit=${this.#save} novalidate>
        ${named
          ? html`<div class="field">
              <label for="name">${words.name}</label>
              <input
                id="name"
                class="input"
                dir="auto"
                maxlength="60"
                autofocus
                .value=${this.room?.name ?? ''}
                placeholder=${words.nameHint}
                aria-invalid=${this.wrong !== ''}
                data-testid="room-name"
              />
            </div>`
          : nothing}
        ${this.wish === 'channel' ? this.#kinds() : nothing} ${this.wish === 'rename' ? nothing : this.#people()}
        <span class="wrong" role="alert">${this.wrong}</span>
        <div class="actions">
          <button class="button" type="button" @click=${() => tell(this, 'dismiss')}>${strings.cancel}</button>
          <button class="button primary" ?disabled=${this.busy} data-testid="room-save">${action}</button>
        </div>
      </form>
    </t-dialog>`;
  }

  #kinds() {
    const words = strings.team;
    const kind = (open: boolean, label: string, hint: string) => html`<label class="kind">
      <input
        type="radio"
        name="open"
        .checked=${this.open === open}
        @change=${() => (this.open = open)}
        data-testid=${open ? 'room-open' : 'room-closed'}
      />
      <span>${label}<span class="hint">${hint}</span></span>
    </label>`;
    return html`<fieldset>
      ${kind(true, words.open, words.openHint)} ${kind(false, words.closed, words.closedHint)}
    </fieldset>`;
  }

  #people() {
    const me = this.app.session.me?.member.id;
    const there = this.wish === 'let-in' ? (this.room?.member_ids ?? []) : [];
    const members = this.app.people.value.members.filter((member) => member.id !== me && !there.includes(member.id));
    return html`<fieldset>
      <legend class="label">${strings.team.people}</legend>
      <div class="people">
        ${members.map(
          (member) => html`<label class="person">
            <input
              type="checkbox"
              .checked=${this.chosen.includes(member.id)}
              @change=${() => this.#choose(member.id)}
              data-testid="room-person"
              data-email=${member.email}
            />
            <t-avatar .name=${member.name} size="small"></t-avatar><bdi class="cut">${member.name}</bdi>
          </label>`,
        )}
      </div>
    </fieldset>`;
  }

  #choose(id: Id): void {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((one) => one !== id) : [...this.chosen, id];
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    const name = this.field?.value.trim() ?? '';
    const words = strings.team;
    if (this.field && name === '') return this.#fault(words.needsName);
    if ((this.wish === 'direct' || this.wish === 'let-in') && this.chosen.length === 0) return this.#fault(words.needsPeople);
    this.busy = true;
    try {
      const id = await this.#done(name);
      tell(this, 'dismiss');
      if (id) this.app.router.go('team', id);
    } catch (thrown) {
      this.#fault(Problem.of(thrown).message);
    } finally {
      this.busy = false;
    }
  };

  async #done(name: string): Promise<Id | undefined> {
    const { rooms } = this.app;
    const member_ids = [...this.chosen];
    switch (this.wish) {
      case 'channel':
        return (await rooms.make({ kind: 'channel', name, open: this.open, member_ids })).id;
      case 'direct':
        return (await rooms.make({ kind: 'direct', member_ids })).id;
      case 'let-in':
        return void (this.room && (await rooms.letIn(this.room.id, member_ids)));
      case 'rename':
        return void (this.room && (await rooms.rename(this.room.id, name)));
    }
  }

  #fault(words: string): void {
    this.wrong = words;
    this.field?.focus();
  }
}
