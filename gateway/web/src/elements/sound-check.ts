import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { openMicrophone, microphoneAllowed } from '../call/microphone';
import { Problem } from '../core/problem';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import { vars } from '../ui/vars';
import '../ui/icon';
import type { IconName } from '../ui/icon';

/** Microphone, ring tone and notifications: ask for each, and try each. */
@customElement('t-sound-check')
export class SoundCheck extends TandemElement {
  @state() private microphone: 'unknown' | 'allowed' | 'blocked' = 'unknown';
  @state() private level = 0;
  @state() private listening = false;
  @state() private ringing = false;
  @state() private notifications = 'Notification' in window ? Notification.permission : 'unsupported';
  @state() private problem = '';

  #stopListening: (() => void) | undefined;

  static override styles = [
    base,
    buttons,
    css`
      ul {
        display: grid;
      }
      li {
        display: flex;
        align-items: center;
        gap: 14px;
        padding-block: 12px;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .mark {
        display: grid;
        place-items: center;
        flex: none;
        inline-size: 36px;
        block-size: 36px;
        border-radius: 50%;
        background: var(--bg-hover);
        color: var(--text-2);
      }
      .mark.good {
        background: var(--ok-soft);
        color: var(--ok);
      }
      .words {
        flex: 1;
        min-inline-size: 0;
      }
      .words b {
        font-weight: 600;
      }
      .meter {
        block-size: 6px;
        margin-block-start: 6px;
        border-radius: 3px;
        background: var(--bg-hover);
        overflow: hidden;
      }
      .meter i {
        display: block;
        block-size: 100%;
        inline-size: var(--level);
        border-radius: 3px;
        background: var(--ok);
        transition: inline-size 80ms linear;
      }
      .wrong {
        color: var(--bad);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void microphoneAllowed().then((allowed) => allowed && (this.microphone = 'allowed'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    this.app.tones.stop();
  }

  protected override render() {
    const words = strings.welcome;
    return html`<ul>
      <li>
        ${this.#mark('mic', this.microphone === 'allowed')}
        <div class="words">
          <b>${words.microphone}</b>
          <p class="small ${this.problem ? 'wrong' : 'quiet'}">
            ${this.problem || (this.listening ? words.level : words.microphoneWhy)}
          </p>
          ${this.listening
            ? html`<div class="meter" role="presentation" ${vars({ '--level': `${Math.round(this.level * 100)}%` })}><i></i></div>`
            : nothing}
        </div>
        <button class="button" @click=${this.#microphone} data-testid="microphone-test">
          ${this.listening ? strings.close : this.microphone === 'allowed' ? words.test : words.allow}
        </button>
      </li>
      <li>
        ${this.#mark('speaker', false)}
        <div class="words">
          <b>${words.sound}</b>
          <p class="small quiet">${words.soundWhy}</p>
        </div>
        <button class="button" ?disabled=${this.ringing} @click=${this.#ring} data-testid="ring-test">
          ${this.ringing ? words.playing : words.test}
        </button>
      </li>
      <li>
        ${this.#mark('bell', this.notifications === 'granted')}
        <div class="words">
          <b>${words.notify}</b>
          <p class="small quiet">
            ${this.notifications === 'denied'
              ? words.blocked
              : this.notifications === 'unsupported'
                ? words.unsupported
                : words.notifyWhy}
          </p>
        </div>
        ${this.notifications === 'default'
          ? html`<button class="button" @click=${this.#notify}>${words.allow}</button>`
          : this.notifications === 'granted'
            ? html`<span class="quiet small">${words.allowed}</span>`
            : nothing}
      </li>
    </ul>`;
  }

  #mark(icon: IconName, good: boolean) {
    return html`<span class="mark ${good ? 'good' : ''}"><t-icon name=${good ? 'check' : icon}></t-icon></span>`;
  }

  readonly #microphone = async () => {
    if (this.listening) return this.#stopListening?.();
    this.problem = '';
    try {
      this.#listen(await openMicrophone(this.app.prefs.value.microphone));
      this.microphone = 'allowed';
    } catch (thrown) {
      this.microphone = 'blocked';
      this.problem = Problem.of(thrown).message;
    }
  };

  /** Shows the loudness for a while, and lets the microphone go. */
  #listen(track: MediaStreamTrack): void {
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    analyser.fftSize = 512;
    audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const meter = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      this.level = Math.min(1, Math.sqrt(power) * 5);
    }, 60);
    const stop = () => {
      clearInterval(meter);
      clearTimeout(limit);
      track.stop();
      void audio.close();
      this.listening = false;
      this.#stopListening = undefined;
    };
    const limit = setTimeout(stop, 12_000);
    this.#stopListening = stop;
    this.listening = true;
  }

  readonly #ring = async () => {
    this.ringing = true;
    await this.app.tones.sample(this.app.prefs.value.ringVolume);
    this.ringing = false;
  };

  readonly #notify = async () => {
    this.notifications = await Notification.requestPermission();
  };
}
