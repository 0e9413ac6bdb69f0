/// Packets and audio: the relay between browsers, and the server's own end of a call.
///
/// Start with [dev.tandem.media.relay.Relay], [dev.tandem.media.leg.VoiceLeg] and [Limits].
///
/// This room stores nothing and knows no member, message or carrier; it depends on no other module.
@NullMarked
package dev.tandem.media;

import org.jspecify.annotations.NullMarked;
