import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ActiveCall } from '../call/call-state';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, buttons } from '../ui/styles';
import '../ui/avatar';
import '../ui/icon';
import './device-picker';
import './keypad';
import './quality-bars';

/** The call in progress, across the top of every screen: who, how long, how well, who can hear it, and the controls. */
@customElement('t-call-bar')
export class CallBar extends TandemElement {
  @state() private now = Date.now();
  #clock: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    base,
    buttons,
    css`
      section {
        position: relative;
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: var(--bar);
        padding: 6px 12px 6px 16px;
        background: var(--ok-soft);
        border-block-end: 1px solid var(--line);
      }
      section[data-state='starting'],
      section[data-state='ringing'],
      section[data-state='connecting'] {
        background: var(--accent-soft);
      }
      section[data-state='reconnecting'] {
        background: var(--warn-soft);
      }
      .who {
        display: grid;
        min-inline-size: 0;
      }
      .name {
        font-weight: 600;
      }
      .facts {
        display: flex;
        align-items: center;
        gap: 10px;
        min-inline-size: 0;
        color: var(--text-2);
        font-size: 13px;
      }
      .fact {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        white-space: nowrap;
      }
      .timer {
        font-variant-numeric: tabular-nums;
        color: var(--text);
        font-weight: 500;
      }
      .space {
        flex: 1;
      }
      .controls {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .icon-button {
        inline-size: max(36px, var(--target));
        block-size: max(36px, var(--target));
        color: var(--text);
      }
      .icon-button:hover {
        background: light-dark(rgb(0 0 0 / 6%), rgb(255 255 255 / 9%));
      }
      .icon-button[aria-pressed='true'] {
        background: light-dark(#ffffff, #33353c);
        color: var(--bad);
      }
      .icon-button[aria-expanded='true'] {
        background: light-dark(#ffffff, #33353c);
      }
      .end {
        min-block-size: max(36px, var(--target));
        margin-inline-start: 6px;
      }
      .pulse {
        animation: pulse 1.4s ease-in-out infinite alternate;
      }
      @keyframes pulse {
        to {
          opacity: 0.45;
        }
      }
      .panel {
        position: absolute;
        inset-block-start: calc(100% + 6px);
        inset-inline-end: 12px;
        z-index: 12;
        inline-size: 260px;
        padding: 12px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-large);
        background: var(--bg-raised);
        box-shadow: 0 12px 32px rgb(0 0 0 / 14%);
      }
      .digits {
        min-block-size: 24px;
        margin-block-end: 8px;
        text-align: center;
        font-size: 18px;
        letter-spacing: 0.08em;
        direction: ltr;
        overflow: hidden;
      }
      .rec {
        inline-size: 8px;
        block-size: 8px;
        border-radius: 50%;
        background: var(--bad);
      }
      @container (max-width: 900px) {
        .word {
          display: none;
        }
      }
      @container (max-width: 640px) {
        section {
          flex-wrap: wrap;
          gap: 6px 10px;
        }
        .who {
          flex: 1;
        }
        .space {
          display: none;
        }
        .controls {
          inline-size: 100%;
          justify-content: space-between;
        }
        .facts {
          overflow: hidden;
        }
        .panel {
          inset-inline: 12px;
          inline-size: auto;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .pulse {
          animation: none;
        }
      }
    `,
  ];

  protected override stores() {
    return [this.app.phone, this.app.overlay];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#clock = undefined;
  }

  protected override willUpdate(): void {
    const running = this.app.phone.value.active?.connectedAt !== undefined;
    if (running && this.#clock === undefined) {
      this.now = Date.now();
      this.#clock = setInterval(() => (this.now = Date.now()), 500);
    } else if (!running && this.#clock !== undefined) {
      clearInterval(this.#clock);
      this.#clock = undefined;
    }
  }

  protected override render() {
    const call = this.app.phone.value.active;
    if (!call) return nothing;
    const words = strings.call;
    const shownState = call.phase === 'starting' ? 'ringing' : call.phase;
    return html`<section aria-label=${words.bar} data-testid="call-bar" data-state=${shownState} data-peer=${call.peer.memberId}>
      <t-avatar .name=${call.peer.name}></t-avatar>
      <div class="who">
        <span class="name cut" data-testid="call-peer">${call.peer.name}</span>
        <div class="facts">${this.#facts(call)}</div>
      </div>
      <span class="hidden-words" role="status">${this.#says(call)}</span>
      <span class="space"></span>
      ${this.#controls(call)} ${this.#panel(call)}
    </section>`;
  }

  #facts(call: ActiveCall) {
    const words = strings.call;
    if (call.connectedAt === undefined || call.phase === 'reconnecting') {
      return html`<span class="pulse cut" data-testid="call-says">${this.#says(call)}</span>`;
    }
    const workspace = call.by === 'voicemail';
    return html`<span class="timer" role="timer" data-testid="call-timer"
        >${when.duration((this.now - call.connectedAt) / 1000)}</span
      >
      <t-quality .reading=${call.quality}></t-quality>
      <span class="fact" title=${workspace ? words.lockWorkspaceLong : words.lockTwoLong} data-testid="call-lock">
        <t-icon name="lock" size="14"></t-icon>
        <span class="word">${workspace ? words.lockWorkspace : words.lockTwo}</span>
      </span>
      ${call.relayed === undefined
        ? nothing
        : html`<span
            class="fact"
            title=${call.relayed ? words.relayedLong : words.directLong}
            data-testid="call-route"
            data-relayed=${String(call.relayed)}
          >
            <t-icon name="route" size="14"></t-icon><span class="word">${call.relayed ? words.relayed : words.direct}</span>
          </span>`}
      ${workspace
        ? html`<span class="fact">
            ${call.voicemailPhase === 'recording' ? html`<i class="rec pulse"></i>` : nothing}
            <span class="cut">${this.#says(call)}</span>
          </span>`
        : call.muted
          ? html`<span class="fact"><t-icon name="mic-off" size="14"></t-icon><span class="word">${words.muted}</span></span>`
          : call.peerMuted
            ? html`<span class="fact"
                ><t-icon name="mic-off" size="14"></t-icon><span class="word">${words.peerMuted(call.peer.name)}</span></span
              >`
            : nothing}`;
  }

  #says(call: ActiveCall): string {
    const words = strings.call;
    switch (call.phase) {
      case 'starting':
        return words.starting;
      case 'ringing':
        return call.ringingDevices > 0 ? words.ringing(call.ringingDevices) : words.reaching;
      case 'connecting':
        return words.connecting;
      case 'reconnecting':
        return words.reconnecting;
      case 'talking':
        return '';
      case 'voicemail':
        return call.voicemailPhase === 'recording'
          ? words.recording
          : call.voicemailPhase === 'saved'
            ? words.saved
            : words.greeting;
    }
  }

  #controls(call: ActiveCall) {
    const words = strings.call;
    const { phone, overlay } = this.app;
    const mute = call.muted ? words.unmute : words.mute;
    return html`<div class="controls">
      ${this.app.phone.value.soundBlocked
        ? html`<button class="button primary" title=${words.needSound} @click=${this.#hear}>${words.hear}</button>`
        : nothing}
      <button
        class="icon-button"
        aria-label=${mute}
        aria-pressed=${call.muted}
        title="${mute} (M)"
        @click=${() => phone.toggleMute()}
        data-testid="mute"
      >
        <t-icon name=${call.muted ? 'mic-off' : 'mic'} size="20"></t-icon>
      </button>
      <button
        class="icon-button"
        aria-label=${words.keypad}
        aria-expanded=${overlay.value === 'keypad'}
        title=${words.keypad}
        @click=${() => overlay.set(overlay.value === 'keypad' ? undefined : 'keypad')}
        data-testid="call-keypad"
      >
        <t-icon name="keypad" size="20"></t-icon>
      </button>
      <button
        class="icon-button"
        aria-label=${words.devices}
        aria-expanded=${overlay.value === 'devices'}
        title=${words.devices}
        @click=${() => overlay.set(overlay.value === 'devices' ? undefined : 'devices')}
      >
        <t-icon name="headphones" size="20"></t-icon>
      </button>
      <button class="button bad end" aria-label=${words.endCall} @click=${() => phone.hangUp()} data-testid="hang-up">
        <t-icon name="phone-off" size="16"></t-icon>${words.end}
      </button>
    </div>`;
  }

  #panel(call: ActiveCall) {
    switch (this.app.overlay.value) {
      case 'keypad':
        return html`<div class="panel">
          <div class="digits" aria-live="polite">${call.digits}</div>
          <t-keypad @digit=${(event: CustomEvent<string>) => this.app.phone.key(event.detail)}></t-keypad>
        </div>`;
      case 'devices':
        return html`<div class="panel"><t-device-picker .app=${this.app}></t-device-picker></div>`;
      default:
        return nothing;
    }
  }

  readonly #hear = () => {
    const audio = document.getElementById('remote-audio') as HTMLAudioElement | null;
    void audio?.play().then(() => this.app.phone.soundAllowed());
  };
}
