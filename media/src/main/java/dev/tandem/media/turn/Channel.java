package dev.tandem.media.turn;

import dev.tandem.media.stun.TransportAddress;

/// A number that stands for a peer on one allocation (RFC 8656 section 12).
final class Channel {

  private final int number;
  private final TransportAddress peer;
  private long expiresAt;

  Channel(int number, TransportAddress peer, long expiresAt) {
    this.number = number;
    this.peer = peer;
    this.expiresAt = expiresAt;
  }

  int number() {
    return number;
  }

  TransportAddress peer() {
    return peer;
  }

  boolean live(long now) {
    return now < expiresAt;
  }

  void extend(long until) {
    expiresAt = until;
  }
}
