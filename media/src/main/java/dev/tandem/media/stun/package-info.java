/// The wire of STUN (RFC 8489) and of TURN's messages in it (RFC 8656): reading, writing, checking.
///
/// Start with [StunParser], [StunMessage] and [Attribute]. Every attribute is one record in one
/// file, named as its RFC names it. What comes from the network is answered with a [Reading], never
/// with an exception.
///
/// This room opens no socket, reads no clock and knows no user: it only turns bytes into values and
/// back.
@NullMarked
package dev.tandem.media.stun;

import org.jspecify.annotations.NullMarked;
