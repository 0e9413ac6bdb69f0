import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import './device-picker';
import './sound-check';

const words = strings.settings;

/** How this device calls and rings. Kept in this browser only. */
@customElement('t-settings-calls')
export class SettingsCalls extends TandemElement {
  static override styles = [
    ...sections,
    css`
      h2 {
        margin-block-end: 20px;
      }
      .pad {
        padding: 4px 16px;
      }
      .pad.tall {
        padding-block: 16px;
      }
      input[type='range'] {
        inline-size: min(180px, 40%);
        accent-color: var(--accent);
      }
    `,
  ];

  protected override stores() {
    return [this.app.prefs];
  }

  protected override render() {
    const { prefs } = this.app;
    const { relayOnly, ring, ringVolume } = prefs.value;
    return html`<h2>${words.calls}</h2>
      <div class="frame">
        ${this.#switch('relay-only', words.relayOnly, words.relayOnlyHint, relayOnly, () => prefs.patch({ relayOnly: !relayOnly }))}
        ${this.#switch('ring', words.ringTone, words.ringToneHint, ring, () => prefs.patch({ ring: !ring }))}
        <div class="row">
          <label class="words" for="volume"><b>${words.ringVolume}</b></label>
          <input
            id="volume"
            type="range"
            min="0.1"
            max="1"
            step="0.1"
            .value=${String(ringVolume)}
            @change=${(event: Event) => prefs.patch({ ringVolume: Number((event.target as HTMLInputElement).value) })}
          />
        </div>
      </div>
      <h3>${words.sounds}</h3>
      <div class="frame pad"><t-sound-check .app=${this.app}></t-sound-check></div>
      <h3>${strings.call.devices}</h3>
      <div class="frame pad tall"><t-device-picker .app=${this.app}></t-device-picker></div>`;
  }

  #switch(id: string, label: string, hint: string, on: boolean, flip: () => void) {
    return html`<div class="row">
      <div class="words">
        <b id=${id}>${label}</b>
        <p class="small quiet" id="${id}-hint">${hint}</p>
      </div>
      <button
        class="switch"
        role="switch"
        aria-checked=${on}
        aria-labelledby=${id}
        aria-describedby="${id}-hint"
        @click=${flip}
        data-testid=${id}
      ></button>
    </div>`;
  }
}
