package dev.tandem.storage.message;

import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.seal.Personal;
import java.util.Optional;
import java.util.UUID;

/// What came or goes with a text.
///
/// @param messageId the text; empty of a draft
/// @param source where the carrier keeps it; forgotten once that is not needed any more
/// @param mediaType as the carrier says; of a kept one as its content shows
/// @param reason why it was refused, as a word
public record Attachment(
    UUID id,
    Optional<UUID> messageId,
    State state,
    Optional<Personal<String>> source,
    String mediaType,
    Optional<String> reason,
    Optional<BlobId> blob,
    long size,
    boolean removedAtCarrier) {

  /// How far it has come.
  public enum State {
    /// A member uploaded it, and no text names it yet.
    DRAFT,
    /// It is at the carrier.
    AWAITED,
    /// It is here.
    KEPT,
    /// It will not be here.
    REFUSED
  }
}
