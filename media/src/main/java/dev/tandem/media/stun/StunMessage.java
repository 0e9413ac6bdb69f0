package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A well-formed STUN message (RFC 8489 section 5).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |0 0|     STUN Message Type     |         Message Length        |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                         Magic Cookie                          |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// |                     Transaction ID (96 bits)                  |
/// |                                                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// @param attributes those that count, in order: up to MESSAGE-INTEGRITY, and FINGERPRINT
/// @param raw a view of the whole message, valid as long as the datagram's buffer is not reused
/// @param integrityAt where MESSAGE-INTEGRITY begins, in bytes from the start; -1 without one
/// @param sha256At where MESSAGE-INTEGRITY-SHA256 begins; -1 without one
public record StunMessage(
    MessageType type,
    TransactionId id,
    List<Attribute> attributes,
    ByteBuffer raw,
    int integrityAt,
    int sha256At) {

  /// Bytes 4 to 7 of every message.
  public static final int MAGIC_COOKIE = 0x2112A442;

  /// Length of the header, in bytes.
  public static final int HEADER_BYTES = 20;

  private static final int MAX_UNKNOWN_TOLD = 64;

  /// The first attribute of that kind, the only one that counts (RFC 8489 section 14); null without
  /// one.
  public <A extends Attribute> @Nullable A first(Class<A> kind) {
    for (Attribute attribute : attributes) {
      if (kind.isInstance(attribute)) {
        return kind.cast(attribute);
      }
    }
    return null;
  }

  /// Every attribute of that kind, where an RFC allows several.
  public <A extends Attribute> List<A> all(Class<A> kind) {
    List<A> found = new ArrayList<>();
    for (Attribute attribute : attributes) {
      if (kind.isInstance(attribute)) {
        found.add(kind.cast(attribute));
      }
    }
    return found;
  }

  /// Whether an attribute of one of these types broke its type's rules.
  public boolean malformed(int... types) {
    for (Attribute attribute : attributes) {
      if (attribute instanceof MalformedAttribute(int type)) {
        for (int asked : types) {
          if (asked == type) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Whether any attribute broke its type's rules.
  public boolean malformed() {
    return first(MalformedAttribute.class) != null;
  }

  /// The types that had to be understood and are not known, each once, at most 64.
  public List<Integer> unknownRequired() {
    return attributes.stream()
        .filter(UnknownAttribute.class::isInstance)
        .map(Attribute::type)
        .filter(Attribute::mustBeUnderstood)
        .distinct()
        .limit(MAX_UNKNOWN_TOLD)
        .toList();
  }

  /// Whether it carries an integrity of either kind.
  public boolean signed() {
    return integrityAt >= 0 || sha256At >= 0;
  }

  /// Length of the message, in bytes.
  public int size() {
    return raw.remaining();
  }
}
