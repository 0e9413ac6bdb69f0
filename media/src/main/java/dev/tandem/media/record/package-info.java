/// Voicemail: a spoken greeting, a tone, and what the caller says after it.
///
/// Start with [dev.tandem.media.record.VoicemailLine] (takes calls),
/// [dev.tandem.media.record.VoicemailMachine] (what happens when, without clock or thread) and
/// [dev.tandem.media.record.Recorder] (sound to Ogg/Opus pages, silence cut).
///
/// It stores nothing and knows no member: pages of sound are handed to a
/// [dev.tandem.media.record.VoicemailListener] as they are spoken, and who listens seals them.
@NullMarked
package dev.tandem.media.record;

import org.jspecify.annotations.NullMarked;
