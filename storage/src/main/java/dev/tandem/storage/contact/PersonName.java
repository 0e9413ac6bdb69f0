package dev.tandem.storage.contact;

/// A name as vCard takes it apart (RFC 6350 sections 6.2.1 to 6.2.3). Only [#formatted()] is never
/// empty in a stored contact; the parts are empty where nobody knows them.
///
/// @param formatted the whole name as people read it (FN)
/// @param additional middle names, with spaces between them
public record PersonName(
    String formatted,
    String prefix,
    String given,
    String additional,
    String family,
    String suffix,
    String nickname) {

  /// A name of which only the whole is known.
  public static PersonName of(String formatted) {
    return new PersonName(formatted, "", "", "", "", "", "");
  }

  @Override
  public String toString() {
    return "PersonName[personal]";
  }
}
