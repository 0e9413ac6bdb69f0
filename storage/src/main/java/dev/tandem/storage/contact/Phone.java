package dev.tandem.storage.contact;

import java.util.List;

/// A telephone number of a contact.
///
/// @param written as it was written, extension and all
/// @param e164 the number that can be dialled and looked up; empty when what is written is none
/// @param types vCard's words in lower case (RFC 6350 section 6.4.1: `cell`, `work`, `home`, `fax`;
///   `pref` for the one to be tried first)
public record Phone(String written, String e164, List<String> types) {
  public Phone {
    types = List.copyOf(types);
  }

  /// A number without a type.
  public static Phone of(String e164) {
    return new Phone(e164, e164, List.of());
  }

  @Override
  public String toString() {
    return "Phone[personal]";
  }
}
