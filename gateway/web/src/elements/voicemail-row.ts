import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shown } from '../core/phone-number';
import type { Voicemail } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement, tell } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';
import './waveform';

const RATES = [1, 1.5, 2] as const;

/** One voicemail with its player. The sound is fetched when it is first played. */
@customElement('t-voicemail-row')
export class VoicemailRow extends TandemElement {
  @property({ attribute: false }) voicemail!: Voicemail;
  @property({ type: Boolean, reflect: true }) chosen = false;
  @state() private playing = false;
  @state() private position = 0;
  @state() private rate: (typeof RATES)[number] = 1;
  @state() private fetched = false;
  @state() private broken = false;
  @query('audio') private readonly audio!: HTMLAudioElement | null;
  #frame = 0;

  static override styles = [
    base,
    buttons,
    css`
      .row {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 4px 14px;
        padding: 14px 12px;
        border-radius: 8px;
      }
      :host([chosen]) .row {
        background: var(--bg-active);
      }
      .row:hover {
        background: var(--bg-hover);
      }
      .play {
        inline-size: 44px;
        block-size: 44px;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent-ink);
      }
      .play:hover {
        background: var(--bg-active);
        color: var(--accent-ink);
      }
      .unheard .play {
        background: var(--accent);
        color: var(--on-accent);
      }
      .title {
        display: flex;
        align-items: baseline;
        gap: 8px;
        min-inline-size: 0;
      }
      .name {
        font-weight: 500;
      }
      .unheard .name {
        font-weight: 650;
      }
      .new {
        padding-inline: 7px;
        border-radius: 9px;
        background: var(--accent-soft);
        color: var(--accent-ink);
        font-size: var(--text-tiny);
        line-height: 18px;
        font-weight: 600;
      }
      time {
        margin-inline-start: auto;
        font-size: 13px;
        color: var(--text-3);
        white-space: nowrap;
      }
      .sound {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      t-waveform {
        flex: 1;
        block-size: 32px;
        max-inline-size: 520px;
      }
      .length {
        font-size: 13px;
        color: var(--text-2);
        white-space: nowrap;
      }
      .rate {
        inline-size: auto;
        min-inline-size: 40px;
        padding-inline: 4px;
        font-size: 12px;
        font-weight: 600;
      }
      .actions {
        display: flex;
        grid-row: span 2;
      }
      .play {
        grid-row: span 2;
      }
      .wrong {
        font-size: 13px;
        color: var(--bad);
      }
      @container (max-width: 640px) {
        .row {
          grid-template-columns: auto minmax(0, 1fr);
          padding-inline: 8px;
        }
        .actions {
          grid-column: 2;
          grid-row: auto;
          margin-inline-start: -6px;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.people, this.app.phone];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    this.audio?.pause();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // A call takes the ear: what was playing pauses.
    if (this.playing && this.app.phone.busy) this.audio?.pause();
  }

  pause(): void {
    this.audio?.pause();
  }

  protected override render() {
    const { voicemail, app } = this;
    const words = strings.voicemail;
    const { from } = voicemail;
    const name =
      app.people.member(from.member_id)?.name ?? from.name ?? (from.number ? app.people.nameOf(from.number) : strings.calls.unknown);
    const length = voicemail.duration_ms / 1000;
    const toggle = this.playing ? words.pauseFrom(name) : words.playFrom(name);
    const memberId = from.member_id;
    return html`<article
      class="row ${voicemail.heard ? '' : 'unheard'}"
      data-testid="voicemail"
      data-id=${voicemail.id}
      data-heard=${voicemail.heard}
    >
      <button
        class="icon-button play"
        aria-label=${toggle}
        title=${this.playing ? words.pause : words.play}
        @click=${this.#toggle}
        data-testid="voicemail-play"
      >
        <t-icon name=${this.playing ? 'pause' : 'play'} size="20"></t-icon>
      </button>
      <div class="title">
        <span class="name cut"><bdi>${name}</bdi></span>
        ${from.number && from.name ? html`<span class="quiet small">${shown(from.number)}</span>` : nothing}
        ${voicemail.heard ? nothing : html`<span class="new">${words.unheard}</span>`}
        <time datetime=${voicemail.created_at} title=${when.exact(voicemail.created_at)}>${when.short(voicemail.created_at)}</time>
      </div>
      <div class="actions">
        ${memberId
          ? html`<button
              class="icon-button"
              aria-label=${strings.calls.callBack(name)}
              title=${strings.calls.callBack(name)}
              ?disabled=${app.phone.busy}
              @click=${() => app.callMember(memberId, name)}
            >
              <t-icon name="phone"></t-icon>
            </button>`
          : nothing}
        <a
          class="icon-button"
          href=${app.api.voicemailAudio(voicemail.id)}
          download="voicemail-${voicemail.created_at.slice(0, 10)}.ogg"
          aria-label=${words.download}
          title=${words.download}
          data-testid="voicemail-download"
        >
          <t-icon name="download"></t-icon>
        </a>
        <button
          class="icon-button"
          aria-label=${words.remove}
          title=${words.remove}
          @click=${() => app.deleteVoicemail(voicemail.id)}
          data-testid="voicemail-delete"
        >
          <t-icon name="trash"></t-icon>
        </button>
      </div>
      <div class="sound">
        <t-waveform
          .peaks=${voicemail.peaks}
          .length=${length}
          .position=${this.position}
          @seek=${(event: CustomEvent<number>) => this.#seek(event.detail)}
        ></t-waveform>
        ${this.broken
          ? html`<span class="wrong" role="alert">${words.broken}</span>`
          : html`<span class="length" data-testid="voicemail-length"
              >${this.position > 0 ? `${when.duration(this.position)} / ` : ''}${when.duration(length)}</span
            >`}
        <button
          class="icon-button rate"
          aria-label=${words.speed(`${this.rate}×`)}
          title=${words.speed(`${this.rate}×`)}
          @click=${this.#faster}
          data-testid="voicemail-rate"
        >
          ${this.rate}×
        </button>
      </div>
      ${this.fetched
        ? html`<audio
            src=${app.api.voicemailAudio(voicemail.id)}
            preload="auto"
            @play=${this.#started}
            @pause=${this.#paused}
            @ended=${this.#ended}
            @error=${() => ((this.broken = true), (this.playing = false))}
          ></audio>`
        : nothing}
    </article>`;
  }

  readonly #toggle = async () => {
    this.broken = false;
    if (this.playing) return this.audio?.pause();
    await this.#fetch();
    if (this.audio?.error) this.audio.load();
    tell(this, 'playing');
    await this.audio?.play().catch(() => undefined);
  };

  async #fetch(): Promise<void> {
    this.fetched = true;
    await this.updateComplete;
    if (this.audio) this.audio.playbackRate = this.rate;
  }

  async #seek(seconds: number): Promise<void> {
    this.position = seconds;
    await this.#fetch();
    if (this.audio) this.audio.currentTime = seconds;
  }

  readonly #faster = () => {
    this.rate = RATES[(RATES.indexOf(this.rate) + 1) % RATES.length] ?? 1;
    if (this.audio) this.audio.playbackRate = this.rate;
  };

  readonly #started = () => {
    this.playing = true;
    void this.app.attempt(() => this.app.voicemails.heard(this.voicemail.id, true));
    const follow = () => {
      if (this.audio) this.position = this.audio.currentTime;
      if (this.playing) this.#frame = requestAnimationFrame(follow);
    };
    follow();
  };

  readonly #paused = () => {
    this.playing = false;
  };

  readonly #ended = () => {
    this.playing = false;
    this.position = 0;
  };
}
