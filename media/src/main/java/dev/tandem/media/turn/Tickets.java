package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.MobilityTicket;
import dev.tandem.media.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// MOBILITY-TICKETs (RFC 8016) that the server need not remember: each names an allocation, and an
/// HMAC says that the server wrote it. There is nothing in it that its client does not know.
///
/// ```
///  0         2              4                  9               24 bytes, in base64 32 characters
/// +---------+--------------+------------------+---------------+
/// |  port   | v6, move     |      serial      | HMAC-SHA256,  |
/// | 16 bits | 1 + 15 bits  |     40 bits      | cut: 120 bits |
/// +---------+--------------+------------------+---------------+
/// ```
///
/// Text and no longer than that, because coturn's client keeps it as such.
///
/// A ticket alone opens nothing: its allocation's owner must prove to be the one who shows it.
final class Tickets {

  private static final int BODY_BYTES = 9;
  private static final int BYTES = 24;
  private static final int V6 = 0x8000;
  private static final int SERIAL_BITS = 40;

  /// What a ticket says.
  record Ticket(Family family, int port, int move, long serial) {

    /// Whether that allocation is the one it names.
    boolean names(Allocation allocation) {
      return cut(allocation.serial()) == serial;
    }
  }

  private final Mac mac;

  Tickets(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("Every Java platform has HmacSHA256, which takes any key", e);
    }
  }

  /// The ticket of an allocation's next move.
  MobilityTicket issue(Allocation allocation, Mobility mobility) {
    TransportAddress relayed = allocation.relayed().getFirst();
    int v6 = relayed.ip().family() == Family.IPV6 ? V6 : 0;
    ByteBuffer ticket = ByteBuffer.allocate(BYTES);
    ticket.putShort((short) relayed.port()).putShort((short) (v6 | mobility.move()));
    ticket.putLong(ticket.position(), cut(allocation.serial()) << (64 - SERIAL_BITS));
    byte[] body = Arrays.copyOf(ticket.array(), BODY_BYTES);
    ticket.position(BODY_BYTES).put(hmac(body));
    return new MobilityTicket(Base64.getUrlEncoder().encode(ticket.array()));
  }

  /// What the ticket says; null when it is none of ours.
  @Nullable Ticket open(MobilityTicket given) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(given.value());
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (bytes.length != BYTES) {
      return null;
    }
    byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
    if (!MessageDigest.isEqual(hmac(body), Arrays.copyOfRange(bytes, BODY_BYTES, BYTES))) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int port = in.getShort() & 0xffff;
    int move = in.getShort();
    long serial = in.getLong() >>> (64 - SERIAL_BITS);
    return new Ticket(
        (move & V6) == 0 ? Family.IPV4 : Family.IPV6, port, move & Mobility.MOVES, serial);
  }

  private static long cut(long serial) {
    return serial & ((1L << SERIAL_BITS) - 1);
  }

  private byte[] hmac(byte[] body) {
    return Arrays.copyOf(mac.doFinal(body), BYTES - BODY_BYTES);
  }
}
