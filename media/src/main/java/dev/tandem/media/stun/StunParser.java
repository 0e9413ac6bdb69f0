package dev.tandem.media.stun;

import dev.tandem.media.stun.Reading.Flaw;
import dev.tandem.media.stun.Reading.Read;
import dev.tandem.media.stun.Reading.Refused;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Reads a datagram as STUN (RFC 8489 sections 5, 6.3 and 14). Every length is checked before what
/// it covers is read.
///
/// Stricter than the RFC in one place: after the first integrity only the other kind (which counts,
/// when it is the SHA-256 one), repetitions (ignored) and FINGERPRINT may come. The RFC would
/// ignore other attributes there; refusing them makes every changed bit of a protected message a
/// refusal.
public final class StunParser {

  private StunParser() {}

  /// Reads what lies between the datagram's position and limit, and moves neither.
  public static Reading parse(ByteBuffer datagram) {
    int size = datagram.remaining();
    if (size < StunMessage.HEADER_BYTES) {
      return new Refused(Flaw.TOO_SHORT);
    }
    int start = datagram.position();
    int code = datagram.getShort(start) & 0xffff;
    if (code > 0x3fff || datagram.getInt(start + 4) != StunMessage.MAGIC_COOKIE) {
      return new Refused(Flaw.NOT_STUN);
    }
    int length = datagram.getShort(start + 2) & 0xffff;
    if (length % 4 != 0 || StunMessage.HEADER_BYTES + length != size) {
      return new Refused(Flaw.LENGTH);
    }
    MessageType type = MessageType.ofCode(code);
    if (type == null) {
      return new Refused(Flaw.UNKNOWN_METHOD);
    }
    return attributes(type, TransactionId.read(datagram, start + 8), datagram.slice());
  }

  private static Reading attributes(MessageType type, TransactionId id, ByteBuffer raw) {
    List<Attribute> found = new ArrayList<>();
    int integrityAt = -1;
    int sha256At = -1;
    int at = StunMessage.HEADER_BYTES;
    while (at < raw.limit()) {
      // The message's length is a multiple of four and so is `at`: four bytes are there.
      int name = raw.getShort(at) & 0xffff;
      int length = raw.getShort(at + 2) & 0xffff;
      if (at + 4 + padded(length) > raw.limit()) {
        return new Refused(Flaw.ATTRIBUTE_OVERRUN);
      }
      if (name == Fingerprint.TYPE) {
        Attribute fingerprint = Attribute.read(name, raw.slice(at + 4, length), id);
        return endsWith(
            fingerprint, new StunMessage(type, id, found, raw, integrityAt, sha256At), at);
      }
      if (name == MessageIntegritySha256.TYPE && sha256At < 0) {
        found.add(Attribute.read(name, raw.slice(at + 4, length), id));
        sha256At = at;
      } else if (integrityAt < 0 && sha256At < 0) {
        found.add(Attribute.read(name, raw.slice(at + 4, length), id));
        integrityAt = name == MessageIntegrity.TYPE ? at : -1;
      } else if (name != MessageIntegrity.TYPE && name != MessageIntegritySha256.TYPE) {
        return new Refused(Flaw.AFTER_INTEGRITY);
      }
      at += 4 + padded(length);
    }
    return new Read(new StunMessage(type, id, found, raw, integrityAt, sha256At));
  }

  /// Checks the fingerprint; what follows it does not count (RFC 8489 section 14.7).
  private static Reading endsWith(Attribute fingerprint, StunMessage message, int at) {
    if (!fingerprint.equals(Fingerprint.of(message.raw(), 0, at))) {
      return new Refused(Flaw.FINGERPRINT);
    }
    message.attributes().add(fingerprint);
    return new Read(message);
  }

  static int padded(int length) {
    return (length + 3) & ~3;
  }
}
