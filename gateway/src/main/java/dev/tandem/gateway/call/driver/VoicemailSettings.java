package dev.tandem.gateway.call.driver;

import dev.tandem.media.leg.IceServer;
import dev.tandem.media.record.Greeting;
import dev.tandem.media.record.VoicemailLimits;
import dev.tandem.media.record.VoicemailLine;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// With what voicemail is taken.
///
/// @param line answers and records
/// @param greeting what callers hear
/// @param limits how long a message may be
/// @param relays gives the server's own leg of a call the relays it may use, with fresh credentials
/// @param sounds keeps what is said
public record VoicemailSettings(
    VoicemailLine line,
    Greeting greeting,
    VoicemailLimits limits,
    Function<UUID, List<IceServer>> relays,
    Sounds sounds) {}
