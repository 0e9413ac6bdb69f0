package dev.tandem.storage.contact;

import java.util.Optional;
import java.util.UUID;

/// A contact to be made.
///
/// @param id the caller's ([dev.tandem.storage.Ids#next()])
/// @param uid vCard's UID, where the contact brings one
/// @param resource its name in the CardDAV collection, where a client chose one
public record NewContact(
    UUID id,
    ContactCard card,
    Optional<UUID> photoId,
    Optional<String> uid,
    Optional<String> resource) {

  public NewContact(UUID id, ContactCard card, Optional<UUID> photoId) {
    this(id, card, photoId, Optional.empty(), Optional.empty());
  }
}
