package dev.tandem.media.relay;

import dev.tandem.media.turn.Common;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.TurnSettings;

/// What one loop of a relay is told.
///
/// @param number tells it from the others, 0 and up
/// @param shares which relayed ports are whose
/// @param policy whom it may send to; without this host's own addresses
/// @param common what all machines of the relay share
/// @param neighbours where to hand what is another loop's
/// @param origin the moment of `System.nanoTime` from which all loops count their time
record LoopSettings(
    RelaySettings relay,
    int number,
    TurnSettings.Shares shares,
    PeerPolicy policy,
    Common common,
    Neighbours neighbours,
    long origin) {}
