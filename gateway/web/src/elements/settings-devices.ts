import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Device } from '../core/types';
import * as when from '../core/when';
import { strings } from '../strings';
import { TandemElement } from '../ui/element';
import { sections } from '../ui/settings-styles';
import '../ui/icon';

const words = strings.settings;

/** Where this member is signed in, and a way to end each. */
@customElement('t-settings-devices')
export class SettingsDevices extends TandemElement {
  static override styles = sections;

  protected override stores() {
    return [this.app.workspace];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.app.attempt(() => this.app.workspace.refreshDevices());
  }

  protected override render() {
    return html`<h2>${words.devices}</h2>
      <p class="lead">${words.devicesLead}</p>
      <div class="frame">${this.app.workspace.value.devices.map((device) => this.#device(device))}</div>`;
  }

  #device(device: Device) {
    return html`<div class="row" data-testid="device">
      <t-icon name="monitor"></t-icon>
      <div class="words">
        <b>${device.name}</b>
        <p class="small quiet">
          ${device.current || !device.last_seen_at
            ? words.signedInAt(when.exact(device.created_at))
            : words.lastSeen(when.ago(device.last_seen_at))}
        </p>
      </div>
      ${device.current
        ? html`<span class="tag">${words.thisDevice}</span>`
        : html`<button
            class="button"
            aria-label=${words.signOutDeviceLabel(device.name)}
            @click=${() => this.#signOut(device)}
          >
            ${words.signOutDevice}
          </button>`}
    </div>`;
  }

  async #signOut(device: Device): Promise<void> {
    const done = await this.app.attempt(() => this.app.workspace.signOutDevice(device.id));
    if (done) this.app.toasts.say(words.deviceGone(device.name));
  }
}
