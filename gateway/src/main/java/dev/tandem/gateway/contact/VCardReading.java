package dev.tandem.gateway.contact;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import dev.tandem.storage.contact.Address;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.CustomField;
import dev.tandem.storage.contact.Organisation;
import dev.tandem.storage.contact.PersonName;
import dev.tandem.storage.contact.Phone;
import dev.tandem.storage.contact.Typed;
import ezvcard.VCard;
import ezvcard.property.Birthday;
import ezvcard.property.Email;
import ezvcard.property.FormattedName;
import ezvcard.property.Nickname;
import ezvcard.property.Note;
import ezvcard.property.RawProperty;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.Title;
import ezvcard.property.Url;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a contact's fields are in a vCard. The writer asks the same questions of the vCard a
/// contact came from, to leave what did not change as it was.
record VCardReading(Numbers numbers) {
  /// A field that a workspace made up: `X-TANDEM-FIELD;X-LABEL=Customer:4711`.
  static final String CUSTOM = "X-TANDEM-FIELD";

  static final String LABEL = "X-LABEL";

  ContactCard card(VCard vcard) {
    return new ContactCard(
        name(vcard),
        organisation(vcard),
        birthday(vcard),
        list(vcard.getTelephoneNumbers(), this::phone),
        list(vcard.getEmails(), VCardReading::email),
        list(vcard.getUrls(), VCardReading::url),
        list(vcard.getAddresses(), VCardReading::address),
        list(vcard.getExtendedProperties(CUSTOM), VCardReading::custom),
        notes(vcard),
        "");
  }

  private static <P, T> List<T> list(List<P> properties, Function<P, Optional<T>> read) {
    return properties.stream().map(read).flatMap(Optional::stream).distinct().toList();
  }

  // ---- one of a kind ----

  static PersonName name(VCard vcard) {
    StructuredName n =
        Objects.requireNonNullElseGet(vcard.getStructuredName(), StructuredName::new);
    PersonName parts =
        new PersonName(
            "",
            String.join(" ", n.getPrefixes()),
            text(n.getGiven()),
            String.join(" ", n.getAdditionalNames()),
            text(n.getFamily()),
            String.join(" ", n.getSuffixes()),
            nickname(vcard));
    FormattedName fn = vcard.getFormattedName();
    String formatted = fn == null ? "" : text(fn.getValue());
    return new PersonName(
        formatted.isEmpty() ? called(vcard, parts) : formatted,
        parts.prefix(),
        parts.given(),
        parts.additional(),
        parts.family(),
        parts.suffix(),
        parts.nickname());
  }

  /// The parts of a name put together as they are spoken.
  static String joined(PersonName name) {
    return String.join(
        " ",
        Stream.of(name.prefix(), name.given(), name.additional(), name.family(), name.suffix())
            .filter(part -> !part.isEmpty())
            .toList());
  }

  /// A name of which only the whole is known, taken apart at its last space: a guess for programs
  /// that show the parts alone.
  static PersonName split(String formatted) {
    int space = formatted.lastIndexOf(' ');
    return space < 0
        ? new PersonName(formatted, "", formatted, "", "", "", "")
        : new PersonName(
            formatted,
            "",
            formatted.substring(0, space),
            "",
            formatted.substring(space + 1),
            "",
            "");
  }

  /// Whether a card is called by something else it has, for want of a name.
  static boolean nameless(ContactCard card) {
    String formatted = card.name().formatted();
    return card.organisation().name().equals(formatted)
        || card.emails().stream().anyMatch(email -> email.value().equals(formatted))
        || card.phones().stream().anyMatch(phone -> phone.written().equals(formatted));
  }

  private static String called(VCard vcard, PersonName parts) {
    return Stream.of(
            Stream.of(joined(parts), parts.nickname(), organisation(vcard).name()),
            vcard.getEmails().stream().map(email -> text(email.getValue())),
            vcard.getTelephoneNumbers().stream().map(VCardReading::written))
        .flatMap(Function.identity())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String nickname(VCard vcard) {
    Nickname nickname = vcard.getNickname();
    return nickname == null ? "" : String.join(", ", nickname.getValues());
  }

  static Organisation organisation(VCard vcard) {
    List<String> org =
        vcard.getOrganization() == null ? List.of() : vcard.getOrganization().getValues();
    List<String> parts = org.stream().map(VCardReading::text).toList();
    Title title = vcard.getTitles().isEmpty() ? null : vcard.getTitles().getFirst();
    return new Organisation(
        parts.isEmpty() ? "" : parts.getFirst(),
        parts.size() < 2 ? "" : String.join(", ", parts.subList(1, parts.size())),
        title == null ? "" : text(title.getValue()));
  }

  static String birthday(VCard vcard) {
    Birthday birthday = vcard.getBirthday();
    if (birthday == null) {
      return "";
    }
    Temporal date = birthday.getDate();
    if (date != null) {
      return date instanceof LocalDate day ? day.toString() : date.toString();
    }
    return birthday.getPartialDate() == null
        ? text(birthday.getText())
        : birthday.getPartialDate().toISO8601(true);
  }

  static String notes(VCard vcard) {
    return String.join(
        "\n\n",
        vcard.getNotes().stream()
            .map(Note::getValue)
            .map(VCardReading::text)
            .filter(text -> !text.isEmpty())
            .toList());
  }

  // ---- several of a kind ----

  Optional<Phone> phone(Telephone property) {
    String written = written(property);
    return written.isEmpty()
        ? Optional.empty()
        : Optional.of(numbers.phone(written, VCardTypes.of(property)));
  }

  private static String written(Telephone property) {
    if (property.getUri() == null) {
      return text(property.getText());
    }
    String extension = property.getUri().getExtension();
    return text(property.getUri().getNumber()) + (extension == null ? "" : " ext. " + extension);
  }

  static Optional<Typed> email(Email property) {
    return typed(property.getValue(), VCardTypes.of(property));
  }

  static Optional<Typed> url(Url property) {
    return typed(property.getValue(), VCardTypes.of(property));
  }

  private static Optional<Typed> typed(@Nullable String value, List<String> types) {
    String text = text(value);
    return text.isEmpty() ? Optional.empty() : Optional.of(new Typed(text, types));
  }

  static Optional<Address> address(ezvcard.property.Address property) {
    Address address =
        new Address(
            String.join(", ", property.getPoBoxes()),
            String.join(", ", property.getExtendedAddresses()),
            String.join(", ", property.getStreetAddresses()),
            String.join(", ", property.getLocalities()),
            String.join(", ", property.getRegions()),
            String.join(", ", property.getPostalCodes()),
            String.join(", ", property.getCountries()),
            VCardTypes.of(property));
    boolean nothing =
        Stream.of(
                address.poBox(),
                address.extended(),
                address.street(),
                address.locality(),
                address.region(),
                address.postalCode(),
                address.country())
            .allMatch(String::isBlank);
    return nothing ? Optional.empty() : Optional.of(address);
  }

  static Optional<CustomField> custom(RawProperty property) {
    String label = text(property.getParameter(LABEL));
    String value = text(unescaped(property.getValue()));
    return label.isEmpty() || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new CustomField(label, value));
  }

  /// A text value of an extended property (RFC 6350 section 3.4).
  static String escaped(String text) {
    return VObjectPropertyValues.escape(text).replace("\r", "").replace("\n", "\\n");
  }

  private static @Nullable String unescaped(@Nullable String value) {
    return value == null ? null : VObjectPropertyValues.unescape(value);
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value.replace("\r\n", "\n").replace('\r', '\n').strip();
  }
}
