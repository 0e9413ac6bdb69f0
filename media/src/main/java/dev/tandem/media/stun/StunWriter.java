package dev.tandem.media.stun;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.ByteBuffer;

/// Writes one message after another into one buffer. Belongs to one thread.
///
/// A message is [#begin], any [#add], then [#integrity] and [#fingerprint] where wanted, then
/// [#finish].
public final class StunWriter {

  private final ByteBuffer out;
  private final Integrity integrity;
  private TransactionId id = new TransactionId(0, 0);

  /// Writes into `out`, from index 0; `out` must hold the longest message.
  public StunWriter(ByteBuffer out, Integrity integrity) {
    this.out = out;
    this.integrity = integrity;
  }

  /// Starts a message and forgets the one before.
  @CanIgnoreReturnValue
  public StunWriter begin(MessageType type, TransactionId transaction) {
    id = transaction;
    out.clear();
    out.putShort((short) type.code()).putShort((short) 0).putInt(StunMessage.MAGIC_COOKIE);
    transaction.write(out);
    return this;
  }

  /// Adds an attribute with its header and padding.
  @CanIgnoreReturnValue
  public StunWriter add(Attribute attribute) {
    int start = out.position();
    out.putShort((short) attribute.type()).putShort((short) 0);
    attribute.writeValue(out, id);
    int length = out.position() - start - 4;
    out.putShort(start + 2, (short) length);
    for (int i = length; i < StunParser.padded(length); i++) {
      out.put((byte) 0);
    }
    return this;
  }

  /// Adds MESSAGE-INTEGRITY over everything so far.
  @CanIgnoreReturnValue
  public StunWriter integrity(IntegrityKey key) {
    ByteBuffer soFar = out.duplicate().flip();
    return add(new MessageIntegrity(integrity.compute(soFar, soFar.limit(), key)));
  }

  /// Adds MESSAGE-INTEGRITY-SHA256 over everything so far.
  @CanIgnoreReturnValue
  public StunWriter integritySha256(IntegrityKey key) {
    ByteBuffer soFar = out.duplicate().flip();
    return add(new MessageIntegritySha256(integrity.computeSha256(soFar, soFar.limit(), key)));
  }

  /// Adds FINGERPRINT over everything so far.
  @CanIgnoreReturnValue
  public StunWriter fingerprint() {
    int length = out.position();
    out.putShort(2, (short) (length - StunMessage.HEADER_BYTES + 8));
    return add(Fingerprint.of(out, 0, length));
  }

  /// Length of the message so far, in bytes.
  public int size() {
    return out.position();
  }

  /// The whole message, between position and limit of the writer's own buffer.
  public ByteBuffer finish() {
    out.putShort(2, (short) (out.position() - StunMessage.HEADER_BYTES));
    return out.flip();
  }
}
