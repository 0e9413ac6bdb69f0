import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { chooseSpeaker } from '../call/browser-world';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { base, fields } from '../ui/styles';

/** Which microphone and speaker calls use. */
@customElement('t-device-picker')
export class DevicePicker extends TandemElement {
  @state() private devices: readonly MediaDeviceInfo[] = [];

  static override styles = [
    base,
    fields,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
    `,
  ];

  protected override stores() {
    return [this.app.prefs];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
    navigator.mediaDevices?.addEventListener('devicechange', this.#read);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    navigator.mediaDevices?.removeEventListener('devicechange', this.#read);
  }

  protected override render() {
    const { prefs, phone } = this.app;
    const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
    return html`${this.#choice('audioinput', strings.call.microphone, prefs.value.microphone, (id) =>
      this.app.attempt(() => phone.switchMicrophone(id)),
    )}
    ${canChooseSpeaker
      ? this.#choice('audiooutput', strings.call.speaker, prefs.value.speaker, (id) => {
          prefs.patch({ speaker: id });
          return this.app.attempt(() => chooseSpeaker(id));
        })
      : nothing}`;
  }

  #choice(kind: MediaDeviceKind, label: string, chosen: string, choose: (id: string) => Promise<unknown>) {
    const options = this.devices.filter(
      (device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default',
    );
    return html`<div class="field">
      <label for=${kind}>${label}</label>
      <select
        id=${kind}
        class="input"
        @change=${(event: Event) => void choose((event.target as HTMLSelectElement).value)}
      >
        <option value="" ?selected=${chosen === ''}>${strings.call.systemDefault}</option>
        ${options.map(
          (device) => html`<option value=${device.deviceId} ?selected=${device.deviceId === chosen}>${device.label}</option>`,
        )}
      </select>
    </div>`;
  }

  readonly #read = async () => {
    this.devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  };
}
