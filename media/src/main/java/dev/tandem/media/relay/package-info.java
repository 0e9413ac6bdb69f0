/// The sockets that drive the TURN machine.
///
/// Start with [Relay] and [RelaySettings]; [RelayLoop] is the one thread that owns the machine.
/// Bare NIO with reused direct buffers: no framework's datagram pipeline touches a packet.
///
/// This room decides nothing about TURN; it moves bytes, tells time and counts.
@NullMarked
package dev.tandem.media.relay;

import org.jspecify.annotations.NullMarked;
