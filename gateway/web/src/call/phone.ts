import { Problem } from '../core/problem';
import type { Prefs } from '../core/prefs';
import type { Realtime } from '../core/realtime';
import { Store } from '../core/store';
import type { Events, Id } from '../core/types';
import { strings } from '../strings';
import { newCall, type ActiveCall, type AfterCall, type Peer, type PhoneState } from './call-state';
import type { MediaPath, PathEvents } from './media-path';
import type { RelayAccess } from './relay-access';
import type { Tones } from './tones';

/** What the phone needs of the browser: tests replace it. */
export interface PhoneWorld {
  path(servers: RTCIceServer[], relayOnly: boolean, events: PathEvents): MediaPath;
  microphone(preferred: string): Promise<MediaStreamTrack>;
  microphoneAllowed(): Promise<boolean>;
  /** Plays the other side; false when the browser refuses until a click. */
  play(stream: MediaStream | undefined): Promise<boolean>;
  mark(name: string): void;
  now(): number;
  after(milliseconds: number, run: () => void): () => void;
}

type Line = Pick<Realtime, 'on' | 'command' | 'line'>;
type CallEventName = Exclude<keyof Events & `call.${string}`, 'call.recorded'>;
type CallEvent = { [E in CallEventName]: { event: E; data: Events[E] } }[CallEventName];

const RESTART_AFTER = 2_000;
const GIVE_UP_AFTER = 30_000;
const FIRST_PATH_WITHIN = 5_000;
/** How often the server hears how much went through the relay. */
const REPORT_EVERY = 15_000;

/**
 * Places and takes calls: one at a time on this device. The server decides every state; this class carries media and
 * shows what the server said. Its own guesses are limited to the path between two browsers.
 */
export class Phone extends Store<PhoneState> {
  /** Called when a call for this device ends before it was taken. */
  onMissed: (peer: Peer, elsewhere: boolean) => void = () => {};

  #path: MediaPath | undefined;
  /** The offer of a ringing call, being taken in ahead of the answer. */
  #prepared: Promise<MediaPath> | undefined;
  /** Candidates that may not be sent before the server has named the call. */
  #unsent: Parameters<PathEvents['candidate']>[0][] = [];
  /** Events that came for a call that has no name here yet. */
  #early: CallEvent[] = [];
  #cancels: (() => void)[] = [];
  #graceCancel: (() => void) | undefined;
  /** Grows with each call: what belongs to an older one is recognised and dropped. */
  #turn = 0;

  constructor(
    private readonly line: Line,
    private readonly relay: Pick<RelayAccess, 'servers'>,
    private readonly prefs: Store<Prefs>,
    private readonly tones: Pick<Tones, 'ring' | 'ringBack' | 'stop' | 'connected' | 'over' | 'key'>,
    private readonly world: PhoneWorld,
  ) {
    super({ active: undefined, incoming: undefined, after: undefined, soundBlocked: false });
    line.on('call.incoming', (data) => this.#incoming(data));
    const forActive = [
      'call.ringing',
      'call.answered',
      'call.candidate',
      'call.muted',
      'call.offer',
      'call.reanswer',
      'call.ended',
      'call.voicemail',
    ] as const;
    for (const event of forActive) {
      line.on(event, (data) => void this.#event({ event, data } as CallEvent).catch(() => this.#fail(data.call_id)));
    }
  }

  get busy(): boolean {
    return this.value.active !== undefined || this.value.incoming !== undefined;
  }

  /** Calls a member, or goes straight to their voicemail. */
  async call(peer: Peer, voicemailOnly = false): Promise<void> {
    if (this.busy) throw new Problem('busy_here', strings.call.busyHere);
    this.world.mark('call:start');
    const turn = ++this.#turn;
    this.patch({ active: newCall('out', peer, undefined, voicemailOnly), after: undefined });
    const microphone = this.#microphone();
    try {
      const offered = this.#newPath(turn).then((path) => path.offer());
      const [track, sdp] = await Promise.all([microphone, offered]);
      if (turn !== this.#turn) return track.stop();
      await this.#path?.speak(track);
      const started = await this.line.command('call.start', {
        to_member_id: peer.memberId,
        sdp,
        ...(voicemailOnly && { voicemail_only: true }),
      });
      if (turn !== this.#turn) return void this.#tell('call.hangup', started.call_id);
      this.#named(started.call_id);
    } catch (thrown) {
      void microphone.then((track) => track.stop()).catch(() => undefined);
      if (turn !== this.#turn) return;
      this.#over({ peer, reason: 'failed', outcome: null, voicemail: false, problem: Problem.of(thrown) });
    }
  }

  async answer(): Promise<void> {
    const { incoming } = this.value;
    if (!incoming || incoming.answering) return;
    this.world.mark('call:start');
    this.tones.stop();
    this.patch({ incoming: { ...incoming, answering: true } });
    const turn = this.#turn;
    try {
      const early = (await this.world.microphoneAllowed()) ? undefined : await this.#microphone();
      const path = await this.#prepared;
      if (!path || turn !== this.#turn) return early?.stop();
      this.#path = path;
      this.patch({ incoming: undefined, active: newCall('in', incoming.peer, incoming.id), after: undefined });
      if (early) await path.speak(early);
      const speaking = early ? undefined : this.#microphone();
      speaking?.catch(() => undefined);
      const sdp = await path.answer();
      if (turn !== this.#turn) return;
      await this.line.command('call.answer', { call_id: incoming.id, sdp });
      this.#sendWaiting();
      if (speaking) await path.speak(await speaking);
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#tell('call.hangup', incoming.id);
      const problem = Problem.of(thrown);
      this.#over({ peer: incoming.peer, reason: 'failed', outcome: null, voicemail: false, problem });
    }
  }

  decline(): void {
    const { incoming } = this.value;
    if (!incoming) return;
    this.#tell('call.decline', incoming.id);
    this.#over(undefined);
  }

  /** Ends the call, or takes it back while it rings. */
  hangUp(): void {
    const { active } = this.value;
    if (!active) return;
    if (active.id && active.quality?.own?.relayed) void this.#report(active.id).catch(() => undefined);
    if (active.id) this.#tell('call.hangup', active.id);
    if (active.connectedAt !== undefined) this.tones.over();
    this.#over(undefined);
  }

  toggleMute(): void {
    const { active } = this.value;
    if (!active) return;
    const muted = !active.muted;
    this.#path?.mute(muted);
    this.#change({ muted });
    if (active.id) void this.line.command('call.mute', { call_id: active.id, muted }).catch(() => undefined);
  }

  key(digit: string): void {
    this.tones.key(digit);
    const { active } = this.value;
    if (!active) return;
    this.#path?.key(digit);
    this.#change({ digits: (active.digits + digit).slice(-24) });
    if (active.id) void this.line.command('call.dtmf', { call_id: active.id, digit }).catch(() => undefined);
  }

  dismissAfter(): void {
    this.patch({ after: undefined });
  }

  /** Uses another microphone from now on. */
  async switchMicrophone(id: string): Promise<void> {
    this.prefs.patch({ microphone: id });
    if (this.#path) await this.#path.speak(await this.#microphone());
  }

  /** The realtime line resumed with a gap: whatever was ringing here is not known to ring any more. */
  lostTrack(): void {
    if (this.value.incoming) this.#over(undefined);
    // A server that started anew may know the call, or not: then it is over, though its sound may go on.
    const { active } = this.value;
    if (!active?.id) return;
    const { id } = active;
    void this.#report(id).catch((thrown: unknown) => {
      if (Problem.of(thrown).code === 'not_found') this.#fail(id);
    });
  }

  /** Tells the server by which way the sound goes, and how much of it. */
  #report(call_id: Id): Promise<unknown> {
    const { active } = this.value;
    const own = active?.quality?.own;
    this.#reported = { at: this.world.now(), relayed: own?.relayed };
    return this.line.command('call.connected', { call_id, relayed: active?.relayed ?? false, ...(own && { own }) });
  }

  #reportNowAndThen(): void {
    const { active } = this.value;
    const own = active?.quality?.own;
    if (!active?.id || !own || !this.#reported) return;
    const due = own.relayed && this.world.now() - this.#reported.at >= REPORT_EVERY;
    if (due || own.relayed !== this.#reported.relayed) void this.#report(active.id).catch(() => undefined);
  }

  /** A click that lets the browser play. */
  soundAllowed(): void {
    this.patch({ soundBlocked: false });
  }

  #incoming(data: Events['call.incoming']): void {
    if (this.value.incoming?.id === data.call_id || this.value.active) return;
    const turn = ++this.#turn;
    const peer = { memberId: data.from.member_id, name: data.from.name };
    this.patch({
      incoming: { id: data.call_id, peer, ringSeconds: data.ring_seconds, answering: false },
      after: undefined,
    });
    this.#prepared = this.#newPath(turn).then(async (path) => {
      await path.prepare(data.sdp);
      return path;
    });
    this.#prepared.catch(() => undefined);
    if (this.prefs.value.ring) this.tones.ring(this.prefs.value.ringVolume);
  }

  async #event(input: CallEvent): Promise<void> {
    const { active, incoming } = this.value;
    const call = input.data.call_id;
    if (incoming?.id === call) return this.#whileRinging(input, incoming.peer);
    if (active && active.id === undefined) {
      this.#early.push(input);
      return;
    }
    if (!active || active.id !== call) return;
    switch (input.event) {
      case 'call.ringing':
        this.#change({ phase: 'ringing', ringingDevices: input.data.devices });
        this.tones.ringBack();
        return;
      case 'call.answered':
        this.tones.stop();
        this.#change({ phase: 'connecting', by: input.data.by });
        return this.#path?.accept(input.data.sdp);
      case 'call.candidate':
        return this.#path?.candidate(input.data.candidate);
      case 'call.muted':
        return this.#change({ peerMuted: input.data.muted });
      case 'call.offer': {
        const sdp = await this.#path?.reanswer(input.data.sdp);
        if (sdp) await this.line.command('call.reanswer', { call_id: call, sdp });
        return;
      }
      case 'call.reanswer':
        return this.#path?.accept(input.data.sdp);
      case 'call.voicemail':
        return this.#change({ voicemailPhase: input.data.phase });
      case 'call.ended':
        return this.#ended(input.data, active);
      case 'call.incoming':
      case 'call.dtmf':
        return;
    }
  }

  async #whileRinging(input: CallEvent, peer: Peer): Promise<void> {
    if (input.event === 'call.candidate') {
      const path = await this.#prepared;
      return path?.candidate(input.data.candidate);
    }
    if (input.event !== 'call.ended') return;
    const { reason } = input.data;
    this.#over(undefined);
    if (reason !== 'declined') this.onMissed(peer, reason === 'answered_elsewhere');
  }

  #ended(data: Events['call.ended'], active: ActiveCall): void {
    const talked = active.connectedAt !== undefined;
    if (talked) this.tones.over();
    const quiet = data.reason === 'hung_up' || data.reason === 'canceled' || data.reason === 'answered_elsewhere';
    if (quiet || (talked && active.by === 'voicemail')) return this.#over(undefined);
    this.#over({
      peer: active.peer,
      reason: data.reason,
      outcome: data.outcome,
      voicemail: data.voicemail === 'available' && active.direction === 'out' && !active.voicemailOnly,
      detail: data.detail ?? undefined,
      problem: undefined,
    });
  }

  async #newPath(turn: number): Promise<MediaPath> {
    const servers = await this.relay.servers();
    const path = this.world.path(servers, this.prefs.value.relayOnly, {
      candidate: (candidate) => {
        if (turn === this.#turn) this.#candidate(candidate);
      },
      state: (state) => {
        if (turn === this.#turn) this.#pathState(state);
      },
      reading: (quality) => {
        if (turn !== this.#turn) return;
        this.#change({ quality, relayed: quality.relayed ?? this.value.active?.relayed });
        this.#reportNowAndThen();
      },
      remote: (stream) => {
        if (turn === this.#turn) void this.world.play(stream).then((plays) => this.patch({ soundBlocked: !plays }));
      },
    });
    if (turn !== this.#turn) path.close();
    else this.#path = path;
    return path;
  }

  #candidate(candidate: Parameters<PathEvents['candidate']>[0]): void {
    const { active } = this.value;
    this.#unsent.push(candidate);
    // A callee's candidates wait for the answer that they belong to.
    if (active?.id && (active.direction === 'out' || this.#answered)) this.#sendWaiting();
  }

  #answered = false;

  /** What the server was told of the way of the sound, and when. */
  #reported: { at: number; relayed: boolean | undefined } | undefined;

  #sendWaiting(): void {
    const call_id = this.value.active?.id;
    if (!call_id) return;
    this.#answered = true;
    for (const candidate of this.#unsent.splice(0)) {
      void this.line.command('call.candidate', { call_id, candidate }).catch(() => undefined);
    }
  }

  #named(id: Id): void {
    this.#change({ id });
    this.#sendWaiting();
    for (const input of this.#early.splice(0)) void this.#event(input).catch(() => this.#fail(id));
  }

  #pathState(state: RTCPeerConnectionState): void {
    const { active } = this.value;
    if (!active) return;
    if (state === 'connected') {
      this.#graceCancel?.();
      this.#graceCancel = undefined;
      const first = active.connectedAt === undefined;
      this.#change({
        phase: active.by === 'voicemail' ? 'voicemail' : 'talking',
        connectedAt: active.connectedAt ?? this.world.now(),
      });
      if (first) this.#firstConnected();
    } else if ((state === 'disconnected' || state === 'failed') && active.connectedAt !== undefined) {
      this.#lost(state === 'failed');
    } else if (state === 'failed') {
      // A path that is refused may end before the one that works is found.
      this.#graceCancel ??= this.world.after(FIRST_PATH_WITHIN, () => this.#fail(this.value.active?.id));
    }
  }

  #firstConnected(): void {
    this.world.mark('call:connected');
    this.tones.stop();
    const turn = this.#turn;
    const call_id = this.value.active?.id;
    void this.#path?.relayed().then((relayed) => {
      if (turn !== this.#turn || !call_id) return;
      this.#change({ relayed });
      return this.#report(call_id);
    }).catch(() => undefined);
  }

  /** The path broke. The caller looks for a new one; both wait for it, and hang up when none is found. */
  #lost(atOnce: boolean): void {
    this.#change({ phase: 'reconnecting' });
    if (!this.#graceCancel) {
      this.#graceCancel = this.world.after(GIVE_UP_AFTER, () => this.#fail(this.value.active?.id));
    }
    const active = this.value.active;
    if (active?.direction !== 'out' || active.by !== 'member') return;
    const turn = this.#turn;
    const restart = async () => {
      if (turn !== this.#turn || this.value.active?.phase !== 'reconnecting' || !active.id) return;
      const sdp = await this.#path?.restart(await this.relay.servers());
      if (sdp) await this.line.command('call.offer', { call_id: active.id, sdp });
    };
    this.#cancels.push(this.world.after(atOnce ? 0 : RESTART_AFTER, () => void restart().catch(() => undefined)));
  }

  #fail(id: Id | undefined): void {
    const { active, incoming } = this.value;
    const peer = active?.peer ?? incoming?.peer;
    if (!peer || (active?.id ?? incoming?.id) !== id) return;
    if (id) this.#tell('call.hangup', id);
    this.#over({ peer, reason: 'failed', outcome: 'failed', voicemail: false, problem: undefined });
  }

  #microphone(): Promise<MediaStreamTrack> {
    return this.world.microphone(this.prefs.value.microphone);
  }

  #tell(command: 'call.hangup' | 'call.decline', call_id: Id): void {
    void this.line.command(command, { call_id }).catch((thrown: unknown) => {
      // Cut off: said again once, when the line is back, so that the other side is not left waiting.
      const { code } = Problem.of(thrown);
      if (code !== 'offline' && code !== 'cut') return;
      const stop = this.line.line.subscribe(() => {
        if (this.line.line.value !== 'online') return;
        stop();
        void this.line.command(command, { call_id }).catch(() => undefined);
      });
    });
  }

  #change(change: Partial<ActiveCall>): void {
    const { active } = this.value;
    if (active) this.patch({ active: { ...active, ...change } });
  }

  /** Lets go of everything that belonged to the call: path, microphone, tones, timers. */
  #over(after: (Omit<AfterCall, 'detail'> & { detail?: string | undefined }) | undefined): void {
    this.#turn++;
    this.tones.stop();
    this.#graceCancel?.();
    this.#graceCancel = undefined;
    for (const cancel of this.#cancels.splice(0)) cancel();
    this.#path?.close();
    this.#path = undefined;
    this.#prepared = undefined;
    this.#answered = false;
    this.#reported = undefined;
    this.#unsent = [];
    this.#early = [];
    void this.world.play(undefined);
    this.set({
      active: undefined,
      incoming: undefined,
      after: after && { detail: undefined, ...after },
      soundBlocked: false,
    });
  }
}
