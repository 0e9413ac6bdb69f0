import { microphoneAllowed, openMicrophone } from './microphone';
import { MediaPath } from './media-path';
import type { PhoneWorld } from './phone';

/** The one element that plays the other side. It hangs in the document, so that it outlives every screen. */
export function remoteAudio(): HTMLAudioElement {
  const found = document.getElementById('remote-audio');
  if (found instanceof HTMLAudioElement) return found;
  const audio = document.createElement('audio');
  audio.id = 'remote-audio';
  audio.autoplay = true;
  audio.hidden = true;
  document.body.append(audio);
  return audio;
}

/** Sends the other side's voice to a chosen speaker, where the browser can. */
export async function chooseSpeaker(id: string): Promise<void> {
  const audio = remoteAudio();
  if ('setSinkId' in audio) await audio.setSinkId(id);
}

export function browserWorld(): PhoneWorld {
  return {
    path: (servers, relayOnly, events) => new MediaPath(servers, relayOnly, events),
    microphone: openMicrophone,
    microphoneAllowed,
    play: async (stream) => {
      const audio = remoteAudio();
      audio.srcObject = stream ?? null;
      if (!stream) return true;
      try {
        await audio.play();
        return true;
      } catch (thrown) {
        return !(thrown instanceof DOMException && thrown.name === 'NotAllowedError');
      }
    },
    mark: (name) => performance.mark(name),
    now: () => Date.now(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}
