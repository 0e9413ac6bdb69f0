/// Voicemail: who left it for whom, how long it is, what its sound looks like; the sound itself is
/// a blob.
///
/// Start with [dev.tandem.storage.voicemail.Voicemails]. A row is written last, when its blob is
/// complete, so there is no voicemail without sound.
@NullMarked
package dev.tandem.storage.voicemail;

import org.jspecify.annotations.NullMarked;
