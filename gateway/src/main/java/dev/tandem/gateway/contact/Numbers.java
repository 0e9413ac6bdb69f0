package dev.tandem.gateway.contact;

import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.contact.Phone;
import java.util.List;
import java.util.Optional;

/// Reads numbers as people wrote them into address books.
///
/// @param near a number of the workspace: national numbers are taken as its country's
public record Numbers(Optional<PhoneNumber> near) {
  /// Without a country: only international numbers can be dialled.
  public static final Numbers ANYWHERE = new Numbers(Optional.empty());

  /// The number as it is written, and as it is dialled where it can be.
  public Phone phone(String written, List<String> types) {
    String text = written.strip();
    Optional<PhoneNumber> number =
        PhoneNumber.parse(text)
            .or(() -> near.flatMap(neighbour -> PhoneNumber.parseNear(text, neighbour)));
    return new Phone(text, number.map(PhoneNumber::e164).orElse(""), types);
  }
}
