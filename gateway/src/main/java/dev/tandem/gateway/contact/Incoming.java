package dev.tandem.gateway.contact;

import dev.tandem.storage.contact.ContactCard;
import java.util.List;
import java.util.Optional;

/// What a row of a file says about somebody.
///
/// @param uid vCard's UID, where it has one
/// @param remarks what of the row was not taken, and why
public record Incoming(
    Optional<String> uid, ContactCard card, Optional<Picture> picture, List<String> remarks) {
  public Incoming {
    remarks = List.copyOf(remarks);
  }

  @Override
  public String toString() {
    return "Incoming[personal]";
  }
}
