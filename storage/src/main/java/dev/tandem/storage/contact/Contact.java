package dev.tandem.storage.contact;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Somebody outside, as the address book has them now.
///
/// @param uid vCard's UID: what other address books know this contact by; it never changes
/// @param resource the name a CardDAV client gave it in the collection, `ann.vcf`; without one it
///   is the id with `.vcf`
/// @param photoId its picture ([Photos])
/// @param version counts this contact's versions from 1
/// @param seq the address book's count at this contact's last change: no two states of any contacts
///   of a workspace share one, so it serves as the ETag
/// @param changedAt since when it is so
/// @param changedBy who made it so
public record Contact(
    UUID id,
    Personal<String> uid,
    Optional<Personal<String>> resource,
    Personal<ContactCard> card,
    Optional<UUID> photoId,
    long version,
    long seq,
    Instant createdAt,
    Instant changedAt,
    Author changedBy) {

  /// The whole name.
  public Personal<String> name() {
    return Personal.of(card.value().name().formatted());
  }

  /// The numbers that can be dialled, in E.164.
  public Personal<List<String>> numbers() {
    return Personal.of(card.value().numbers());
  }

  /// The UID of a contact that was given none: its id.
  static String ownUid(UUID id) {
    return "urn:uuid:" + id;
  }
}
