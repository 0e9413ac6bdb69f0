package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client's relayed port, or one of each family (RFC 8656 section 3.2). The server has one
/// address a family for clients, so the client's address stands for the 5-tuple.
final class Allocation {

  private final long serial;
  private final Caller owner;
  private final TransactionId madeBy;
  private final Permissions permissions;
  private final Channels channels;
  private final Allowance allowance;
  private TransportAddress client;
  private @Nullable TransportAddress relayed4;
  private @Nullable TransportAddress relayed6;
  private @Nullable Mobility mobility;
  private byte[] firstAnswer = {};
  private long errorSecond;
  private int errors;
  private long expiresAt;
  private long lookAt;

  /// @param serial tells it from all others that its machine ever made
  /// @param relayed one address, or one of each family
  /// @param mobility what a client is followed by that may change its address; null for others
  Allocation(
      long serial,
      TransportAddress client,
      List<TransportAddress> relayed,
      Caller owner,
      TransactionId madeBy,
      RelayLimits limits,
      Allowance allowance,
      @Nullable Mobility mobility,
      long expiresAt) {
    this.serial = serial;
    this.client = client;
    this.owner = owner;
    this.madeBy = madeBy;
    this.permissions = new Permissions(limits.peers().permissions());
    this.channels = new Channels(limits.peers().channels());
    this.allowance = allowance;
    this.mobility = mobility;
    this.expiresAt = expiresAt;
    this.lookAt = expiresAt;
    for (TransportAddress address : relayed) {
      if (address.ip().family() == Family.IPV4) {
        relayed4 = address;
      } else {
        relayed6 = address;
      }
    }
  }

  long serial() {
    return serial;
  }

  /// Where the client is spoken to.
  TransportAddress client() {
    return client;
  }

  void client(TransportAddress moved) {
    client = moved;
  }

  /// How it follows its client; null when it does not.
  @Nullable Mobility mobility() {
    return mobility;
  }

  /// Where peers of that family reach the client; null when it has no such address.
  @Nullable TransportAddress relayed(Family family) {
    return family == Family.IPV4 ? relayed4 : relayed6;
  }

  /// All of its relayed addresses.
  List<TransportAddress> relayed() {
    List<TransportAddress> all = new ArrayList<>(2);
    if (relayed4 != null) {
      all.add(relayed4);
    }
    if (relayed6 != null) {
      all.add(relayed6);
    }
    return all;
  }

  /// Takes the address of one family away.
  void forget(Family family) {
    if (family == Family.IPV4) {
      relayed4 = null;
    } else {
      relayed6 = null;
    }
  }

  Caller owner() {
    return owner;
  }

  /// Whether its owner's bandwidth has room for so many bytes; then they are counted.
  boolean affords(long now, int bytes) {
    return allowance.affords(now, bytes);
  }

  /// Whether its client is told of one more undelivered datagram: so many times a second.
  boolean mayTellError(long second, int most) {
    if (errorSecond != second) {
      errorSecond = second;
      errors = 0;
    }
    return ++errors <= most;
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

  /// When to see whether it is over: its end, or one that was its end before a refresh.
  long lookAt() {
    return lookAt;
  }

  void lookAtEnd() {
    lookAt = expiresAt;
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
