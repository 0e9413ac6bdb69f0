package dev.tandem.gateway.edge.dav;

import dev.tandem.gateway.contact.Incoming;
import dev.tandem.gateway.contact.Numbers;
import dev.tandem.gateway.contact.Picture;
import dev.tandem.gateway.contact.UnreadableCard;
import dev.tandem.gateway.contact.VCards;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.Photos;
import ezvcard.VCardVersion;
import java.util.Optional;

/// Cards as [VCards] reads and writes them, with their pictures.
final class VCardFormat {
  private final Photos photos = new Photos();

  /// What a client sent. It may hold one vCard alone (RFC 6352 section 5.1).
  ///
  /// @param numbers how national numbers are read
  /// @throws DavRefusal `valid-address-data`, with the reason
  Incoming read(String text, Numbers numbers) {
    try {
      if (!ContentLines.single(text)) {
        throw invalid("Send one vCard and nothing else.");
      }
      Incoming read = VCards.read(text, numbers);
      if (!read.remarks().isEmpty()) {
        // What would be left out here would be lost on the phone with its next sync.
        throw DavRefusal.condition(
            DavName.card("max-resource-size"),
            "The card cannot be kept: " + read.remarks().getFirst() + ".");
      }
      return read;
    } catch (UnreadableCard e) {
      throw invalid("The card cannot be taken: " + e.reason() + ".");
    }
  }

  private static DavRefusal invalid(String advice) {
    return DavRefusal.condition(DavName.card("valid-address-data"), advice);
  }

  /// The whole card, lines ended by CRLF.
  String write(Tenant tx, Contact contact, CardVersion version) {
    Optional<Picture> picture =
        contact
            .photoId()
            .flatMap(id -> photos.find(tx, id))
            .map(it -> new Picture(it.mediaType(), it.content().value()));
    return VCards.write(
        contact.card().value(),
        contact.uid().value(),
        picture,
        contact.changedAt(),
        version == CardVersion.V3 ? VCardVersion.V3_0 : VCardVersion.V4_0);
  }
}
