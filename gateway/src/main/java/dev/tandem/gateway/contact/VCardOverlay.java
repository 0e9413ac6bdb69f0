package dev.tandem.gateway.contact;

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
import ezvcard.property.Nickname;
import ezvcard.property.Note;
import ezvcard.property.Organization;
import ezvcard.property.RawProperty;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.Title;
import ezvcard.property.Url;
import ezvcard.property.VCardProperty;
import ezvcard.util.PartialDate;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lays a contact's fields over the vCard it came from. What the vCard says the same stays as it
/// is, with its groups and parameters; what changed is replaced; what is not a field of ours stays.
final class VCardOverlay {
  private final VCard vcard;
  private final VCardReading reading;

  VCardOverlay(VCard vcard, VCardReading reading) {
    this.vcard = vcard;
    this.reading = reading;
  }

  void lay(ContactCard card) {
    name(card.name(), VCardReading.nameless(card));
    organisation(card.organisation());
    if (!VCardReading.birthday(vcard).equals(card.birthday())) {
      vcard.setBirthday(card.birthday().isEmpty() ? null : birthday(card.birthday()));
    }
    if (!VCardReading.notes(vcard).equals(card.notes())) {
      vcard.removeProperties(Note.class);
      if (!card.notes().isEmpty()) {
        vcard.addNote(card.notes());
      }
    }
    several(
        Telephone.class,
        card.phones().stream().map(VCardOverlay::asWritten).distinct().toList(),
        property -> reading.phone(property).map(VCardOverlay::asWritten),
        VCardOverlay::telephone);
    several(Email.class, card.emails(), VCardReading::email, VCardOverlay::email);
    several(Url.class, card.urls(), VCardReading::url, VCardOverlay::url);
    several(
        ezvcard.property.Address.class,
        card.addresses(),
        VCardReading::address,
        VCardOverlay::address);
    custom(card.custom());
  }

  // ---- one of a kind ----

  private void name(PersonName name, boolean nameless) {
    PersonName former = VCardReading.name(vcard);
    if (vcard.getFormattedName() == null || !former.formatted().equals(name.formatted())) {
      vcard.setFormattedName(name.formatted());
    }
    if (vcard.getStructuredName() == null || !parts(former).equals(parts(name))) {
      vcard.setStructuredName(structured(name, nameless));
    }
    if (!former.nickname().equals(name.nickname())) {
      vcard.removeProperties(Nickname.class);
      if (!name.nickname().isEmpty()) {
        vcard.setNickname(name.nickname());
      }
    }
  }

  private static PersonName parts(PersonName name) {
    return new PersonName(
        "", name.prefix(), name.given(), name.additional(), name.family(), name.suffix(), "");
  }

  /// Phones show N, and N alone where it is there, so a name without parts is taken apart.
  private static StructuredName structured(PersonName whole, boolean nameless) {
    boolean guessed = parts(whole).equals(PersonName.of("")) && !nameless;
    PersonName name = guessed ? VCardReading.split(whole.formatted()) : whole;
    StructuredName n = new StructuredName();
    n.setFamily(orNull(name.family()));
    n.setGiven(orNull(name.given()));
    add(name.additional(), n.getAdditionalNames()::add);
    add(name.prefix(), n.getPrefixes()::add);
    add(name.suffix(), n.getSuffixes()::add);
    return n;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static void add(String text, Consumer<String> to) {
    if (!text.isEmpty()) {
      to.accept(text);
    }
  }

  private void organisation(Organisation now) {
    Organisation former = VCardReading.organisation(vcard);
    if (!former.name().equals(now.name()) || !former.department().equals(now.department())) {
      vcard.removeProperties(Organization.class);
      if (!now.name().isEmpty() || !now.department().isEmpty()) {
        Organization org = new Organization();
        org.getValues().add(now.name());
        add(now.department(), org.getValues()::add);
        vcard.setOrganization(org);
      }
    }
    if (!former.title().equals(now.title())) {
      vcard.removeProperties(Title.class);
      add(now.title(), vcard::addTitle);
    }
  }

  private static Birthday birthday(String text) {
    try {
      return new Birthday(LocalDate.parse(text));
    } catch (DateTimeParseException notWhole) {
      try {
        return new Birthday(PartialDate.parse(text));
      } catch (IllegalArgumentException notADate) {
        return new Birthday(text);
      }
    }
  }

  // ---- several of a kind ----

  private <P extends VCardProperty, T> void several(
      Class<P> kind, List<T> now, Function<P, Optional<T>> read, Function<T, P> write) {
    List<P> former = new ArrayList<>(vcard.getProperties(kind));
    if (former.stream().map(read).flatMap(Optional::stream).distinct().toList().equals(now)) {
      return;
    }
    List<P> kept = new ArrayList<>();
    for (T value : now) {
      Optional<P> same =
          former.stream().filter(it -> read.apply(it).equals(Optional.of(value))).findFirst();
      same.ifPresent(former::remove);
      kept.add(same.orElseGet(() -> write.apply(value)));
    }
    vcard.removeProperties(kind);
    kept.forEach(vcard::addProperty);
  }

  /// How a number is dialled depends on where the workspace is; what was written does not.
  private static Phone asWritten(Phone phone) {
    return new Phone(phone.written(), "", phone.types());
  }

  private static Telephone telephone(Phone phone) {
    Telephone property = new Telephone(phone.written());
    VCardTypes.put(property, phone.types());
    return property;
  }

  private static Email email(Typed email) {
    Email property = new Email(email.value());
    VCardTypes.put(property, email.types());
    return property;
  }

  private static Url url(Typed url) {
    Url property = new Url(url.value());
    VCardTypes.put(property, url.types());
    return property;
  }

  private static ezvcard.property.Address address(Address address) {
    ezvcard.property.Address property = new ezvcard.property.Address();
    property.setPoBox(orNull(address.poBox()));
    property.setExtendedAddress(orNull(address.extended()));
    property.setStreetAddress(orNull(address.street()));
    property.setLocality(orNull(address.locality()));
    property.setRegion(orNull(address.region()));
    property.setPostalCode(orNull(address.postalCode()));
    property.setCountry(orNull(address.country()));
    VCardTypes.put(property, address.types());
    return property;
  }

  private void custom(List<CustomField> now) {
    List<CustomField> former =
        vcard.getExtendedProperties(VCardReading.CUSTOM).stream()
            .map(VCardReading::custom)
            .flatMap(Optional::stream)
            .toList();
    if (former.equals(now)) {
      return;
    }
    vcard.removeExtendedProperty(VCardReading.CUSTOM);
    for (CustomField field : now) {
      RawProperty property =
          new RawProperty(VCardReading.CUSTOM, VCardReading.escaped(field.value()));
      property.setParameter(VCardReading.LABEL, field.label());
      vcard.addProperty(property);
    }
  }
}
