/// The TURN server of RFC 8656 over UDP, as a pure machine.
///
/// Start with [TurnServer] (what goes in), [Sink] (what comes out) and [PeerPolicy] (whom it may
/// relay to). Then [RelayCredentials], [Allocation] and [RelayLimits].
///
/// This room reads no clock, opens no socket and makes no randomness of its own: time is an
/// argument, ports are opened by the sink, and randomness is handed in. It knows a subject of a
/// credential and nothing else about people.
@NullMarked
package dev.tandem.media.turn;

import org.jspecify.annotations.NullMarked;
