package dev.tandem.storage.contact;

import java.util.List;

/// Where letters go, in vCard's seven parts (RFC 6350 section 6.3.1).
///
/// @param types vCard's words in lower case
public record Address(
    String poBox,
    String extended,
    String street,
    String locality,
    String region,
    String postalCode,
    String country,
    List<String> types) {
  public Address {
    types = List.copyOf(types);
  }

  @Override
  public String toString() {
    return "Address[personal]";
  }
}
