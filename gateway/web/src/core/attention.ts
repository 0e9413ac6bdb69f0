import { strings } from '../strings';
import type { App } from './app';

/** Draws a person's eye from elsewhere: title, icon of the tab, and a notification when that is allowed. */
export class Attention {
  readonly #stops: (() => void)[] = [];
  #flash: ReturnType<typeof setInterval> | undefined;
  #notification: Notification | undefined;
  #ringing: string | undefined;

  constructor(private readonly app: App) {}

  start(): void {
    const { phone, conversations, voicemails, session, realtime } = this.app;
    this.#stops.push(
      phone.subscribe(() => this.#follow()),
      conversations.subscribe(() => this.#title()),
      voicemails.subscribe(() => this.#title()),
      session.subscribe(() => this.#title()),
      realtime.on('message.created', ({ message, conversation }) => {
        if (message.direction !== 'inbound' || document.visibilityState === 'visible') return;
        const who = conversation.contact_name ?? this.app.people.nameOf(message.from);
        this.#notify(who, message.text.slice(0, 120), `text-${conversation.id}`, () =>
          this.app.router.go('inbox', conversation.id),
        );
      }),
    );
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#calm();
  }

  #follow(): void {
    const { incoming } = this.app.phone.value;
    if (incoming?.id === this.#ringing) return;
    this.#calm();
    this.#ringing = incoming?.id;
    if (!incoming) return this.#title();
    const words = strings.call.isCalling(incoming.peer.name);
    let on = false;
    const turn = () => {
      on = !on;
      document.title = on ? `☎ ${words}` : strings.app;
      icon(on ? '/favicon-ringing.svg' : '/favicon.svg');
    };
    turn();
    this.#flash = setInterval(turn, 900);
    if (document.visibilityState === 'hidden' || !document.hasFocus()) {
      this.#notification = this.#notify(words, strings.call.incomingTitle, `call-${incoming.id}`, () => undefined, true);
    }
  }

  #calm(): void {
    clearInterval(this.#flash);
    this.#flash = undefined;
    this.#notification?.close();
    this.#notification = undefined;
    icon('/favicon.svg');
    this.#title();
  }

  #title(): void {
    if (this.#flash !== undefined) return;
    const waiting = this.app.conversations.unread + this.app.voicemails.unheard;
    document.title = waiting > 0 ? `(${waiting}) ${strings.app}` : strings.app;
  }

  #notify(title: string, body: string, tag: string, open: () => void, stays = false): Notification | undefined {
    if (!('Notification' in window) || Notification.permission !== 'granted') return undefined;
    try {
      const notification = new Notification(title, { body, tag, icon: '/favicon.svg', requireInteraction: stays });
      notification.onclick = () => {
        window.focus();
        open();
        notification.close();
      };
      return notification;
    } catch {
      // Some phones allow notifications only from a service worker.
      return undefined;
    }
  }
}

function icon(address: string): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link && link.getAttribute('href') !== address) link.href = address;
}
