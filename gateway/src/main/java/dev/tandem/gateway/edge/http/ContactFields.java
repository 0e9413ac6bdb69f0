package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.contact.CardSize;
import dev.tandem.gateway.contact.Numbers;
import dev.tandem.gateway.contact.UnreadableCard;
import dev.tandem.storage.contact.Address;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.CustomField;
import dev.tandem.storage.contact.Organisation;
import dev.tandem.storage.contact.PersonName;
import dev.tandem.storage.contact.Phone;
import dev.tandem.storage.contact.Typed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Reads what a request changes of a contact. Fields that are absent stay; null and empty ones are
/// cleared.
final class ContactFields {
  private static final int NAME = 120;
  private static final int WORDS = 200;
  private static final int NOTES = 20_000;
  private static final int VALUE = 1_000;
  private static final int NUMBERS = 10;
  private static final int SEVERAL = 50;

  private final Fields fields;
  private final Numbers near;

  private ContactFields(Fields fields, Numbers near) {
    this.fields = fields;
    this.near = near;
  }

  /// What the request makes of a card. All its fields are read here, and every fault is told.
  static UnaryOperator<ContactCard> read(Fields fields, Numbers near, boolean named) {
    ContactFields read = new ContactFields(fields, near);
    if (named && !fields.has("name")) {
      fields.fault("name", "is missing");
    }
    UnaryOperator<ContactCard> change = read.change();
    fields.done();
    return card -> sized(change.apply(card));
  }

  private static ContactCard sized(ContactCard card) {
    try {
      return CardSize.checked(card);
    } catch (UnreadableCard e) {
      throw Refusal.field(
          "notes", "leave something out: the contact would be refused, " + e.reason());
    }
  }

  private UnaryOperator<ContactCard> change() {
    Optional<String> name =
        fields.has("name") ? Optional.of(fields.text("name", 1, NAME)) : Optional.empty();
    Function<PersonName, PersonName> parts = parts(name);
    Function<Organisation, Organisation> organisation = organisation();
    UnaryOperator<String> birthday = text("birthday", WORDS);
    UnaryOperator<String> notes = notes();
    UnaryOperator<List<Phone>> phones = phones();
    UnaryOperator<List<Typed>> emails = list("emails", this::typed);
    UnaryOperator<List<Typed>> urls = list("urls", this::typed);
    UnaryOperator<List<Address>> addresses = list("addresses", ContactFields::address);
    UnaryOperator<List<CustomField>> custom = list("custom", ContactFields::custom);
    return card ->
        new ContactCard(
            parts.apply(card.name()),
            organisation.apply(card.organisation()),
            birthday.apply(card.birthday()),
            phones.apply(card.phones()),
            emails.apply(card.emails()),
            urls.apply(card.urls()),
            addresses.apply(card.addresses()),
            custom.apply(card.custom()),
            notes.apply(card.notes()),
            card.source());
  }

  /// A new whole name without parts makes the old parts wrong: they are cleared.
  private Function<PersonName, PersonName> parts(Optional<String> name) {
    boolean taken =
        List.of("prefix", "given", "additional", "family", "suffix").stream().anyMatch(fields::has);
    UnaryOperator<String> prefix = text("prefix", WORDS);
    UnaryOperator<String> given = text("given", WORDS);
    UnaryOperator<String> additional = text("additional", WORDS);
    UnaryOperator<String> family = text("family", WORDS);
    UnaryOperator<String> suffix = text("suffix", WORDS);
    UnaryOperator<String> nickname = text("nickname", WORDS);
    return former -> {
      boolean renamed = name.isPresent() && !name.get().equals(former.formatted());
      PersonName from =
          renamed && !taken ? new PersonName("", "", "", "", "", "", former.nickname()) : former;
      return new PersonName(
          name.orElse(former.formatted()),
          prefix.apply(from.prefix()),
          given.apply(from.given()),
          additional.apply(from.additional()),
          family.apply(from.family()),
          suffix.apply(from.suffix()),
          nickname.apply(from.nickname()));
    };
  }

  private Function<Organisation, Organisation> organisation() {
    UnaryOperator<String> name = text("organisation", WORDS);
    UnaryOperator<String> department = text("department", WORDS);
    UnaryOperator<String> title = text("title", WORDS);
    return former ->
        new Organisation(
            name.apply(former.name()),
            department.apply(former.department()),
            title.apply(former.title()));
  }

  private UnaryOperator<String> text(String field, int max) {
    if (!fields.has(field)) {
      return former -> former;
    }
    String text = fields.optionalText(field, 0, max).orElse("");
    return former -> text;
  }

  private UnaryOperator<String> notes() {
    if (!fields.has("notes")) {
      return former -> former;
    }
    String text = fields.verbatim("notes", 0, NOTES).orElse("").strip();
    return former -> text;
  }

  /// `phones` are numbers as they are written, with types. `numbers` are those that can be dialled:
  /// of these, one that is there already keeps how it was written, and what cannot be dialled
  /// stays.
  private UnaryOperator<List<Phone>> phones() {
    if (fields.has("phones") && fields.has("numbers")) {
      fields.fault("numbers", "must not be given beside phones");
    }
    if (fields.has("phones")) {
      return list("phones", this::phone);
    }
    if (!fields.has("numbers")) {
      return former -> former;
    }
    List<String> numbers = E164.list(fields, "numbers", 0, NUMBERS);
    return former -> {
      List<Phone> kept =
          former.stream()
              .filter(phone -> phone.e164().isEmpty() || numbers.contains(phone.e164()))
              .toList();
      List<Phone> added =
          numbers.stream()
              .filter(number -> kept.stream().noneMatch(phone -> phone.e164().equals(number)))
              .map(Phone::of)
              .toList();
      return Stream.concat(kept.stream(), added.stream()).toList();
    };
  }

  private <T> UnaryOperator<List<T>> list(String field, Function<Fields, T> read) {
    if (!fields.has(field)) {
      return former -> former;
    }
    List<T> items = fields.objects(field, SEVERAL).stream().map(read).distinct().toList();
    return former -> items;
  }

  private Phone phone(Fields item) {
    String number = item.text("number", 1, 100);
    // Read and left alone, so that a contact can be sent back as it was got.
    Optional<String> _ = item.optionalText("e164", 0, 40);
    List<String> types = types(item);
    item.done();
    return near.phone(number, types);
  }

  private Typed typed(Fields item) {
    Typed typed = new Typed(item.text("value", 1, VALUE), types(item));
    item.done();
    return typed;
  }

  private static CustomField custom(Fields item) {
    CustomField field = new CustomField(item.text("label", 1, 100), item.text("value", 1, VALUE));
    item.done();
    return field;
  }

  private static Address address(Fields item) {
    Function<String, String> part = field -> item.optionalText(field, 0, WORDS).orElse("");
    Address address =
        new Address(
            part.apply("po_box"),
            part.apply("extended"),
            part.apply("street"),
            part.apply("locality"),
            part.apply("region"),
            part.apply("postal_code"),
            part.apply("country"),
            types(item));
    item.done();
    return address;
  }

  private static List<String> types(Fields item) {
    List<String> types =
        item.texts("types", 0, 10, 40).stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
    if (!types.stream().allMatch(type -> type.matches("[a-z0-9-]+"))) {
      item.fault("types", "must be words of letters, digits and hyphens");
    }
    return types;
  }
}
