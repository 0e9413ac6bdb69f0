package dev.tandem.media.turn;

/// An open port that waits for the Allocate that names its token (RFC 8656 section 7.2).
///
/// @param token 64 random bits
/// @param owner who may redeem it
record Reservation(long token, int port, Caller owner, long expiresAt) {}
