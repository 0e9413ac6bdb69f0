package dev.tandem.gateway.contact;

import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.Organisation;
import dev.tandem.storage.contact.PersonName;
import dev.tandem.storage.contact.Phone;
import dev.tandem.storage.contact.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Adds to a contact what another card knows of the same person. Nothing that is there is replaced:
/// empty fields are filled, numbers and addresses that are missing are added, other notes appended.
final class CardMerge {
  private CardMerge() {}

  static ContactCard merge(ContactCard kept, ContactCard added) {
    return new ContactCard(
        name(kept.name(), added.name()),
        new Organisation(
            first(kept.organisation().name(), added.organisation().name()),
            first(kept.organisation().department(), added.organisation().department()),
            first(kept.organisation().title(), added.organisation().title())),
        first(kept.birthday(), added.birthday()),
        both(kept.phones(), added.phones(), CardMerge::dialled),
        both(kept.emails(), added.emails(), CardMerge::folded),
        both(kept.urls(), added.urls(), Typed::value),
        both(kept.addresses(), added.addresses(), Function.identity()),
        both(kept.custom(), added.custom(), Function.identity()),
        notes(kept.notes(), added.notes()),
        first(kept.source(), added.source()));
  }

  private static PersonName name(PersonName kept, PersonName added) {
    PersonName guessed = VCardReading.split(added.formatted());
    boolean known =
        !added.given().equals(guessed.given()) || !added.family().equals(guessed.family());
    boolean whole =
        VCardReading.joined(kept).isEmpty() && kept.formatted().equals(added.formatted()) && known;
    PersonName parts = whole ? added : kept;
    return new PersonName(
        kept.formatted(),
        parts.prefix(),
        parts.given(),
        parts.additional(),
        parts.family(),
        parts.suffix(),
        first(kept.nickname(), added.nickname()));
  }

  private static String first(String kept, String added) {
    return kept.isEmpty() ? added : kept;
  }

  private static <T, K> List<T> both(List<T> kept, List<T> added, Function<T, K> same) {
    List<T> out = new ArrayList<>(kept);
    for (T one : added) {
      if (out.stream().map(same).noneMatch(same.apply(one)::equals)) {
        out.add(one);
      }
    }
    return out;
  }

  private static String dialled(Phone phone) {
    return phone.e164().isEmpty() ? phone.written() : phone.e164();
  }

  static String folded(Typed email) {
    return email.value().strip().toLowerCase(Locale.ROOT);
  }

  private static String notes(String kept, String added) {
    if (kept.isEmpty() || kept.contains(added)) {
      return first(kept, added);
    }
    return kept + "\n\n" + added;
  }
}
