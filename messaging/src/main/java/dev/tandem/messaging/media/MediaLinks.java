package dev.tandem.messaging.media;

import dev.tandem.messaging.carrier.OutboundMedia;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Attachment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// Names under which carriers fetch attachments of texts that leave. A name says which one and
/// until when, and proves both:
///
/// ```
/// base64url( attachment's id 16 | end, seconds since 1970 8 | keyed hash of both and the account 16 ) . extension
/// ```
///
/// The hash's key is the workspace's own. Whoever knows a name may fetch, so it is written nowhere
/// and told to the carrier alone.
final class MediaLinks {
  /// How long a name is good: carriers fetch when they take a text, or when it leaves their queue.
  static final Duration LIFE = Duration.ofHours(2);

  private static final int BYTES = 16 + 8 + 16;
  private static final int CHARS = 54;
  private static final String PURPOSE = "media_link";

  private MediaLinks() {}

  /// What a name says.
  @SuppressWarnings("ArrayRecordComponent") // Compared in constant time, by its own method.
  record Named(UUID attachment, Instant until, byte[] proof) {
    @Override
    public String toString() {
      return "Named[redacted]";
    }
  }

  /// Where the account's carrier fetches the attachment until [#LIFE] from now.
  static OutboundMedia of(
      Tenant tx,
      WebhookAddress address,
      String carrier,
      String accountId,
      Attachment attachment,
      Instant now) {
    long until = now.plus(LIFE).getEpochSecond();
    ByteBuffer name = ByteBuffer.allocate(BYTES);
    put(name, attachment.id(), until);
    name.put(proof(tx, carrier, accountId, attachment.id(), until));
    String extension =
        MediaKind.named(attachment.mediaType()).map(kind -> "." + kind.extension()).orElse("");
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(name.array());
    return new OutboundMedia(
        address.media(carrier, accountId, text + extension), attachment.mediaType());
  }

  /// Reads a name, without believing it.
  static Optional<Named> read(String name) {
    int point = name.indexOf('.');
    String text = point < 0 ? name : name.substring(0, point);
    if (text.length() != CHARS) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      UUID id = new UUID(bytes.getLong(), bytes.getLong());
      Instant until = Instant.ofEpochSecond(Math.clamp(bytes.getLong(), 0, 1L << 40));
      byte[] proof = new byte[16];
      bytes.get(proof);
      return Optional.of(new Named(id, until, proof));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /// Whether the name was made here for this account.
  static boolean holds(Tenant tx, String carrier, String accountId, Named named) {
    return MessageDigest.isEqual(
        named.proof(),
        proof(tx, carrier, accountId, named.attachment(), named.until().getEpochSecond()));
  }

  private static byte[] proof(
      Tenant tx, String carrier, String accountId, UUID attachment, long until) {
    ByteBuffer said = ByteBuffer.allocate(24);
    put(said, attachment, until);
    String account = carrier + "/" + accountId + "/";
    byte[] name = account.getBytes(StandardCharsets.UTF_8);
    return tx.vault()
        .index(PURPOSE, ByteBuffer.allocate(24 + name.length).put(name).put(said.flip()).array());
  }

  private static void put(ByteBuffer to, UUID id, long until) {
    to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).putLong(until);
  }
}
