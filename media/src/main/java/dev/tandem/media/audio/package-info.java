/// Sound as numbers: samples, containers, tones, levels and waveforms.
///
/// Everything here is a pure computation on arrays: no file, no socket, no clock, no thread. Inside
/// the server all sound is 48 kHz, one channel, 16 bit, in frames of 10 ms
/// ([dev.tandem.media.audio.Sound#FRAME] samples), which is what WebRTC hands out and what Opus
/// likes best.
///
/// Start with [dev.tandem.media.audio.Sound] (a clip), [dev.tandem.media.audio.OggOpusWriter] (a
/// recording as it grows) and [dev.tandem.media.audio.OggOpusFile] (one that is read back). It must
/// not know what a call is.
@NullMarked
package dev.tandem.media.audio;

import org.jspecify.annotations.NullMarked;
