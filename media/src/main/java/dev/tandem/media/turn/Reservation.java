package dev.tandem.media.turn;

import dev.tandem.media.stun.TransportAddress;

/// An open port that waits for the Allocate that names its token (RFC 8656 section 7.2).
///
/// @param token 48 random bits and the port
/// @param owner who may redeem it
record Reservation(long token, TransportAddress relayed, Caller owner, long expiresAt) {}
