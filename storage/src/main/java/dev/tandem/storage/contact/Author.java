package dev.tandem.storage.contact;

import java.util.Optional;
import java.util.UUID;

/// Who changes a contact: a member, and the session, key or app password they do it with.
public record Author(Optional<UUID> memberId, Optional<UUID> credentialId) {
  /// The program itself.
  public static final Author NOBODY = new Author(Optional.empty(), Optional.empty());

  public static Author of(UUID memberId, UUID credentialId) {
    return new Author(Optional.of(memberId), Optional.of(credentialId));
  }
}
