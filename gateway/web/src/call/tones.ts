/** Ring, ring-back, keys and short signals, made by the browser: no sound files, and they start at once. */
export class Tones {
  #context: AudioContext | undefined;
  #stopLoop: (() => void) | undefined;

  /** Browsers keep sound back until a person touches the page; the first touch opens it. */
  openOnFirstTouch(target: EventTarget): void {
    const open = () => void this.#audio().resume();
    target.addEventListener('pointerdown', open, { once: true });
    target.addEventListener('keydown', open, { once: true });
  }

  /** Whether sound may be heard now. */
  get open(): boolean {
    return this.#context?.state === 'running';
  }

  /** A soft two-note ring, every three seconds. */
  ring(volume: number): void {
    this.#loop(3000, (at) => {
      for (const [offset, pitch] of [[0, 659.3], [0.16, 784], [0.32, 987.8], [0.7, 659.3], [0.86, 784], [1.02, 987.8]] as const) {
        this.#note(pitch, at + offset, 0.32, volume * 0.5, 'triangle');
      }
    });
  }

  /** What a caller hears while the other side rings: 440 + 480 Hz, two seconds of six (North American ring-back). */
  ringBack(): void {
    this.#loop(6000, (at) => {
      this.#note(440, at, 2, 0.05, 'sine');
      this.#note(480, at, 2, 0.05, 'sine');
    });
  }

  /** The two frequencies of a key, ITU-T Q.23. */
  key(digit: string): void {
    const index = '123A456B789C*0#D'.indexOf(digit);
    if (index < 0) return;
    const at = this.#audio().currentTime;
    this.#note([697, 770, 852, 941][index >> 2] ?? 697, at, 0.14, 0.06, 'sine');
    this.#note([1209, 1336, 1477, 1633][index & 3] ?? 1209, at, 0.14, 0.06, 'sine');
  }

  /** The call is through. */
  connected(): void {
    const at = this.#audio().currentTime;
    this.#note(587, at, 0.12, 0.06, 'sine');
    this.#note(880, at + 0.1, 0.16, 0.06, 'sine');
  }

  /** The call is over. */
  over(): void {
    const at = this.#audio().currentTime;
    this.#note(480, at, 0.16, 0.07, 'sine');
    this.#note(360, at + 0.18, 0.22, 0.07, 'sine');
  }

  /** One turn of the ring tone, for the test button. */
  sample(volume: number): Promise<void> {
    this.stop();
    void this.#audio().resume();
    this.ring(volume);
    return new Promise((resolve) => setTimeout(() => (this.stop(), resolve()), 1600));
  }

  stop(): void {
    this.#stopLoop?.();
    this.#stopLoop = undefined;
  }

  #loop(period: number, turn: (at: number) => void): void {
    this.stop();
    const bus = this.#bus();
    this.#current = bus;
    const play = () => turn(this.#audio().currentTime + 0.03);
    play();
    const timer = setInterval(play, period);
    this.#stopLoop = () => {
      clearInterval(timer);
      bus.gain.setTargetAtTime(0, this.#audio().currentTime, 0.02);
      setTimeout(() => bus.disconnect(), 150);
      this.#current = undefined;
    };
  }

  #current: GainNode | undefined;

  #bus(): GainNode {
    const gain = this.#audio().createGain();
    gain.connect(this.#audio().destination);
    return gain;
  }

  #note(pitch: number, at: number, seconds: number, volume: number, type: OscillatorType): void {
    const audio = this.#audio();
    const oscillator = audio.createOscillator();
    const envelope = audio.createGain();
    oscillator.type = type;
    oscillator.frequency.value = pitch;
    envelope.gain.setValueAtTime(0, at);
    envelope.gain.linearRampToValueAtTime(volume, at + 0.012);
    envelope.gain.setValueAtTime(volume, at + seconds * 0.6);
    envelope.gain.linearRampToValueAtTime(0, at + seconds);
    oscillator.connect(envelope).connect(this.#current ?? audio.destination);
    oscillator.start(at);
    oscillator.stop(at + seconds + 0.02);
  }

  #audio(): AudioContext {
    this.#context ??= new AudioContext({ latencyHint: 'interactive' });
    return this.#context;
  }
}
