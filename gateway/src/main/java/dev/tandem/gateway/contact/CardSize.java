package dev.tandem.gateway.contact;

import dev.tandem.storage.contact.Address;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.PersonName;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Whether a card is more than a contact may be. What passes fits into a sealed card in any
/// language.
public final class CardSize {
  private static final int NAME_CHARS = 1_000;

  private CardSize() {}

  /// The card, if it is neither too much in number nor in size.
  public static ContactCard checked(ContactCard card) throws UnreadableCard {
    boolean many =
        Stream.of(card.phones(), card.emails(), card.urls(), card.addresses(), card.custom())
            .anyMatch(list -> list.size() > ImportLimits.OF_A_KIND);
    if (many) {
      throw new UnreadableCard(
          "it has more than " + ImportLimits.OF_A_KIND + " numbers, addresses or fields");
    }
    if (card.name().formatted().length() > NAME_CHARS) {
      throw new UnreadableCard("its name is longer than %,d characters".formatted(NAME_CHARS));
    }
    if (characters(card) > ImportLimits.CARD_CHARS) {
      throw new UnreadableCard(
          "its fields are longer than %,d characters together".formatted(ImportLimits.CARD_CHARS));
    }
    return card;
  }

  /// All fields together, without the vCard they came from.
  static long characters(ContactCard card) {
    return Stream.of(
            texts(card.name()).stream(),
            Stream.of(
                card.organisation().name(),
                card.organisation().department(),
                card.organisation().title(),
                card.birthday(),
                card.notes()),
            card.phones().stream().map(phone -> phone.written()),
            card.emails().stream().map(email -> email.value()),
            card.urls().stream().map(url -> url.value()),
            card.addresses().stream().flatMap(address -> texts(address).stream()),
            card.custom().stream().flatMap(field -> Stream.of(field.label(), field.value())))
        .flatMap(Function.identity())
        .mapToLong(String::length)
        .sum();
  }

  private static List<String> texts(PersonName name) {
    return List.of(
        name.formatted(),
        name.prefix(),
        name.given(),
        name.additional(),
        name.family(),
        name.suffix(),
        name.nickname());
  }

  private static List<String> texts(Address address) {
    return List.of(
        address.poBox(),
        address.extended(),
        address.street(),
        address.locality(),
        address.region(),
        address.postalCode(),
        address.country());
  }
}
