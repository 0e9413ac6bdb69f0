package dev.tandem.storage.contact;

import java.util.List;

/// What people wrote about a contact, all of it sealed. Texts that nobody filled in are empty.
///
/// @param birthday a date of RFC 6350 section 4.3.1, extended: `1985-04-12`, `--04-12`; or any text
/// @param source the vCard this was read from, without its picture, so that what it says beyond
///   these fields goes back to where it came from; the store does not look into it
public record ContactCard(
    PersonName name,
    Organisation organisation,
    String birthday,
    List<Phone> phones,
    List<Typed> emails,
    List<Typed> urls,
    List<Address> addresses,
    List<CustomField> custom,
    String notes,
    String source) {

  /// Bytes that a card takes at most when it is sealed: 512 KiB.
  public static final int MAX_BYTES = 512 * 1024;

  public ContactCard {
    phones = List.copyOf(phones);
    emails = List.copyOf(emails);
    urls = List.copyOf(urls);
    addresses = List.copyOf(addresses);
    custom = List.copyOf(custom);
  }

  /// A card with a name and numbers in E.164.
  public static ContactCard of(String name, List<String> numbers) {
    return of(PersonName.of(name)).withPhones(numbers.stream().map(Phone::of).toList());
  }

  /// A card with nothing but a name.
  public static ContactCard of(PersonName name) {
    return new ContactCard(
        name, Organisation.NONE, "", List.of(), List.of(), List.of(), List.of(), List.of(), "", "");
  }

  public ContactCard withName(PersonName changed) {
    return new ContactCard(
        changed, organisation, birthday, phones, emails, urls, addresses, custom, notes, source);
  }

  public ContactCard withPhones(List<Phone> changed) {
    return new ContactCard(
        name, organisation, birthday, changed, emails, urls, addresses, custom, notes, source);
  }

  public ContactCard withEmails(List<Typed> changed) {
    return new ContactCard(
        name, organisation, birthday, phones, changed, urls, addresses, custom, notes, source);
  }

  public ContactCard withNotes(String changed) {
    return new ContactCard(
        name, organisation, birthday, phones, emails, urls, addresses, custom, changed, source);
  }

  public ContactCard withSource(String changed) {
    return new ContactCard(
        name, organisation, birthday, phones, emails, urls, addresses, custom, notes, changed);
  }

  /// The numbers that can be dialled, each once.
  public List<String> numbers() {
    return phones.stream().map(Phone::e164).filter(e164 -> !e164.isEmpty()).distinct().toList();
  }

  @Override
  public String toString() {
    return "ContactCard[personal]";
  }
}
