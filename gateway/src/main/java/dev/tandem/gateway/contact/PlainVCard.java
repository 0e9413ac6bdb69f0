package dev.tandem.gateway.contact;

import ezvcard.VCard;
import ezvcard.parameter.VCardParameters;
import ezvcard.property.Address;
import ezvcard.property.Birthday;
import ezvcard.property.Email;
import ezvcard.property.FormattedName;
import ezvcard.property.Nickname;
import ezvcard.property.Note;
import ezvcard.property.Organization;
import ezvcard.property.ProductId;
import ezvcard.property.RawProperty;
import ezvcard.property.Revision;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.Title;
import ezvcard.property.Uid;
import ezvcard.property.Url;
import ezvcard.property.VCardProperty;
import java.util.List;
import java.util.Set;

/// Whether a vCard says nothing beyond a contact's fields. Then it need not be kept beside them.
final class PlainVCard {
  private static final Set<Class<? extends VCardProperty>> OURS =
      Set.of(Uid.class, Revision.class, ProductId.class, FormattedName.class);
  private static final Set<Class<? extends VCardProperty>> ONCE =
      Set.of(
          FormattedName.class,
          StructuredName.class,
          Nickname.class,
          Organization.class,
          Title.class,
          Birthday.class,
          Note.class);
  private static final Set<Class<? extends VCardProperty>> SEVERAL =
      Set.of(Telephone.class, Email.class, Url.class, Address.class);
  private static final Set<String> PARAMETERS =
      Set.of(VCardParameters.TYPE, VCardParameters.PREF, VCardParameters.VALUE);

  private PlainVCard() {}

  static boolean is(VCard vcard) {
    return vcard.getProperties().stream().allMatch(PlainVCard::known)
        && ONCE.stream().allMatch(kind -> vcard.getProperties(kind).size() <= 1);
  }

  private static boolean known(VCardProperty property) {
    if (OURS.contains(property.getClass())) {
      return true;
    }
    if (property instanceof RawProperty raw) {
      return raw.getGroup() == null
          && VCardReading.custom(raw).isPresent()
          && raw.getPropertyName().equalsIgnoreCase(VCardReading.CUSTOM);
    }
    boolean kind = ONCE.contains(property.getClass()) || SEVERAL.contains(property.getClass());
    return kind
        && property.getGroup() == null
        && property.getParameters().asMap().keySet().stream()
            .allMatch(name -> PARAMETERS.contains(String.valueOf(name)))
        && whole(property);
  }

  /// Whether the fields hold all of it: where vCard allows a list, they have one.
  private static boolean whole(VCardProperty property) {
    return switch (property) {
      case Telephone tel -> tel.getUri() == null || tel.getUri().getParameters().isEmpty();
      case Nickname nickname -> nickname.getValues().size() <= 1;
      case Organization org -> org.getValues().size() <= 2;
      case StructuredName n ->
          List.of(n.getAdditionalNames(), n.getPrefixes(), n.getSuffixes()).stream()
              .allMatch(list -> list.size() <= 1);
      case Address at ->
          List.of(
                  at.getPoBoxes(),
                  at.getExtendedAddresses(),
                  at.getStreetAddresses(),
                  at.getLocalities(),
                  at.getRegions(),
                  at.getPostalCodes(),
                  at.getCountries())
              .stream()
              .allMatch(list -> list.size() <= 1);
      default -> true;
    };
  }
}
