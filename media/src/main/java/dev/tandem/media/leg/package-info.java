/// A call leg that ends in the server: the port.
///
/// A leg takes the other side's offer, answers it, exchanges candidates, hears and speaks. What it
/// hears and what happens to it are [dev.tandem.media.leg.LegEvent]s. Start with
/// [dev.tandem.media.leg.VoiceLegs] (where legs come from), [dev.tandem.media.leg.VoiceLeg] and
/// `LegEvent`.
///
/// A leg must not know why it was opened: voicemail, menus and conferences are built on it, and
/// none of them appears here. Implementations live in sub-packages.
@NullMarked
package dev.tandem.media.leg;

import org.jspecify.annotations.NullMarked;
