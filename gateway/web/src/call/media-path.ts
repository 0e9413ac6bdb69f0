import type { WireCandidate } from '../core/types';
import { QualityMeter, type Reading } from './quality';

export interface PathEvents {
  candidate(candidate: WireCandidate | null): void;
  state(state: RTCPeerConnectionState): void;
  reading(reading: Reading): void;
  remote(stream: MediaStream): void;
}

/**
 * One WebRTC connection that carries one voice each way. Remote candidates wait until the remote description is there;
 * everything that arrives after {@link close} is dropped.
 */
export class MediaPath {
  readonly #connection: RTCPeerConnection;
  readonly #meter = new QualityMeter();
  readonly #waiting: (RTCIceCandidateInit | undefined)[] = [];
  #sender: RTCRtpSender | undefined;
  #track: MediaStreamTrack | undefined;
  #muted = false;
  #polling: ReturnType<typeof setInterval> | undefined;
  #closed = false;

  constructor(
    servers: RTCIceServer[],
    relayOnly: boolean,
    private readonly events: PathEvents,
  ) {
    this.#connection = new RTCPeerConnection({
      iceServers: servers,
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
      rtcpMuxPolicy: 'require',
    });
    this.#connection.onicecandidate = ({ candidate }) => this.events.candidate(wire(candidate));
    this.#connection.onconnectionstatechange = () => {
      const state = this.#connection.connectionState;
      if (state === 'connected') this.#poll();
      this.events.state(state);
    };
    this.#connection.ontrack = ({ track }) => this.events.remote(new MediaStream([track]));
  }

  /** The caller's description. Candidates follow by the event. */
  async offer(): Promise<string> {
    this.#sender = this.#connection.addTransceiver('audio', { direction: 'sendrecv' }).sender;
    return this.#describe(await this.#connection.createOffer());
  }

  /** Takes the caller's description in, so that an answer later costs one step less. Opens no path yet. */
  async prepare(offer: string): Promise<void> {
    await this.#connection.setRemoteDescription({ type: 'offer', sdp: offer });
    const transceiver = this.#connection.getTransceivers()[0];
    if (transceiver) {
      transceiver.direction = 'sendrecv';
      this.#sender = transceiver.sender;
    }
    await this.#flush();
  }

  async answer(): Promise<string> {
    return this.#describe(await this.#connection.createAnswer());
  }

  async accept(answer: string): Promise<void> {
    if (this.#connection.signalingState !== 'have-local-offer') return;
    await this.#connection.setRemoteDescription({ type: 'answer', sdp: answer });
    await this.#flush();
  }

  /** A fresh offer over new network paths, for the same call. */
  async restart(servers: RTCIceServer[]): Promise<string> {
    this.#connection.setConfiguration({ ...this.#connection.getConfiguration(), iceServers: servers });
    return this.#describe(await this.#connection.createOffer({ iceRestart: true }));
  }

  async reanswer(offer: string): Promise<string> {
    await this.#connection.setRemoteDescription({ type: 'offer', sdp: offer });
    await this.#flush();
    return this.#describe(await this.#connection.createAnswer());
  }

  /** Null ends the list of candidates. */
  async candidate(candidate: WireCandidate | null): Promise<void> {
    const init = candidate
      ? { candidate: candidate.candidate, sdpMid: candidate.sdp_mid || null, sdpMLineIndex: candidate.sdp_m_line_index }
      : undefined;
    if (this.#connection.remoteDescription === null) this.#waiting.push(init);
    else await this.#add(init);
  }

  /** Replaces what is sent; the former microphone is let go. */
  async speak(track: MediaStreamTrack): Promise<void> {
    if (this.#closed) return track.stop();
    this.#track?.stop();
    this.#track = track;
    track.enabled = !this.#muted;
    await this.#sender?.replaceTrack(track);
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    if (this.#track) this.#track.enabled = !muted;
  }

  key(digit: string): void {
    const dtmf = this.#sender?.dtmf;
    if (dtmf?.canInsertDTMF) dtmf.insertDTMF(digit, 120, 70);
  }

  /** Whether the sound goes through the relay; undefined while there is no path. */
  async relayed(): Promise<boolean | undefined> {
    return new QualityMeter().read(await this.#report()).relayed;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#polling);
    this.#track?.stop();
    this.#connection.onicecandidate = this.#connection.onconnectionstatechange = this.#connection.ontrack = null;
    this.#connection.close();
  }

  async #describe(description: RTCSessionDescriptionInit): Promise<string> {
    await this.#connection.setLocalDescription(description);
    return this.#connection.localDescription?.sdp ?? description.sdp ?? '';
  }

  async #flush(): Promise<void> {
    for (const candidate of this.#waiting.splice(0)) await this.#add(candidate);
  }

  async #add(candidate: RTCIceCandidateInit | undefined): Promise<void> {
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch {
      // A candidate of an address family or transport that this browser lacks: the others remain.
    }
  }

  #poll(): void {
    if (this.#polling !== undefined) return;
    const read = async () => {
      const report = await this.#report();
      if (!this.#closed) this.events.reading(this.#meter.read(report));
    };
    void read();
    this.#polling = setInterval(() => void read(), 1000);
  }

  async #report(): Promise<[string, Record<string, unknown>][]> {
    const entries: [string, Record<string, unknown>][] = [];
    (await this.#connection.getStats()).forEach((entry: Record<string, unknown>, id: string) => entries.push([id, entry]));
    return entries;
  }
}

function wire(candidate: RTCIceCandidate | null): WireCandidate | null {
  if (!candidate || candidate.candidate === '') return null;
  return { candidate: candidate.candidate, sdp_mid: candidate.sdpMid, sdp_m_line_index: candidate.sdpMLineIndex };
}
