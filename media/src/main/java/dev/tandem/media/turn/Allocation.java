package dev.tandem.media.turn;

import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// One relayed port on behalf of one client (RFC 8656 section 3.2). The server has one address for
/// clients, so the client's address stands for the 5-tuple.
final class Allocation {

  private final TransportAddress client;
  private final TransportAddress relayed;
  private final Caller owner;
  private final TransactionId madeBy;
  private final Permissions permissions;
  private final Channels channels;
  private List<Quota> quotas = List.of();
  private byte[] firstAnswer = {};
  private long expiresAt;

  Allocation(
      TransportAddress client,
      TransportAddress relayed,
      Caller owner,
      TransactionId madeBy,
      RelayLimits limits,
      long expiresAt) {
    this.client = client;
    this.relayed = relayed;
    this.owner = owner;
    this.madeBy = madeBy;
    this.permissions = new Permissions(limits.peers().permissions());
    this.channels = new Channels(limits.peers().channels());
    this.expiresAt = expiresAt;
  }

  TransportAddress client() {
    return client;
  }

  int port() {
    return relayed.port();
  }

  /// Where peers reach the client.
  TransportAddress relayed() {
    return relayed;
  }

  Caller owner() {
    return owner;
  }

  void countFor(List<Quota> all) {
    quotas = all;
  }

  /// Whether its owner's bandwidth has room for so many bytes; then they are counted.
  boolean affords(long now, int bytes) {
    return Quotas.charge(quotas, now, bytes);
  }

  Permissions permissions() {
    return permissions;
  }

  Channels channels() {
    return channels;
  }

  long expiresAt() {
    return expiresAt;
  }

  void extend(long until) {
    expiresAt = until;
  }

  /// Whether that request made this allocation: then it is a retransmission (RFC 8656 section 7.2).
  boolean madeBy(TransactionId id) {
    return madeBy.equals(id);
  }

  /// Keeps the answer for retransmissions of the request.
  void answeredWith(ByteBuffer answer) {
    firstAnswer = new byte[answer.remaining()];
    answer.get(answer.position(), firstAnswer);
  }

  ByteBuffer firstAnswer() {
    return ByteBuffer.wrap(firstAnswer);
  }
}
