import { Problem } from '../core/problem';
import { strings } from '../strings';

/** Opens the microphone, with the browser's echo cancellation, noise suppression and level control. */
export async function openMicrophone(preferred: string): Promise<MediaStreamTrack> {
  const audio: MediaTrackConstraints = {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(preferred !== '' && { deviceId: { ideal: preferred } }),
  };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    const track = stream.getAudioTracks()[0];
    if (track) return track;
    throw new Problem('no_microphone', strings.call.noMicrophoneFound);
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
    const name = thrown instanceof DOMException ? thrown.name : '';
    const missing = name === 'NotFoundError' || name === 'OverconstrainedError';
    throw new Problem('no_microphone', missing ? strings.call.noMicrophoneFound : strings.call.noMicrophone);
  }
}

/** Whether opening the microphone will ask nobody, so that it may run beside the answer. */
export async function microphoneAllowed(): Promise<boolean> {
  try {
    const status = await navigator.permissions.query({ name: 'microphone' as PermissionName });
    return status.state === 'granted';
  } catch {
    return false;
  }
}
