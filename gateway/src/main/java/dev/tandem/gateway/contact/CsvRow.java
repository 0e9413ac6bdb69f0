package dev.tandem.gateway.contact;

import dev.tandem.storage.contact.Address;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.CustomField;
import dev.tandem.storage.contact.Organisation;
import dev.tandem.storage.contact.PersonName;
import dev.tandem.storage.contact.Phone;
import dev.tandem.storage.contact.Typed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Puts the fields of one CSV row together to a card.
final class CsvRow {
  /// Between several values in a column of Google's.
  private static final String SEVERAL = " ::: ";

  private final Numbers numbers;
  private final Map<String, String> texts = new HashMap<>();
  private final List<Phone> phones = new ArrayList<>();
  private final List<Typed> emails = new ArrayList<>();
  private final List<Typed> urls = new ArrayList<>();
  private final List<CustomField> custom = new ArrayList<>();
  private final Map<String, Map<String, String>> addresses = new LinkedHashMap<>();
  private final Map<String, List<String>> addressTypes = new HashMap<>();
  private List<String> label = List.of();

  private CsvRow(Numbers numbers) {
    this.numbers = numbers;
  }

  /// The card of a row; columns without a heading have an empty one.
  static ContactCard card(
      List<String> headings, List<CsvColumn> columns, List<String> fields, Numbers numbers)
      throws UnreadableCard {
    CsvRow row = new CsvRow(numbers);
    for (int i = 0; i < fields.size(); i++) {
      CsvColumn column = i < columns.size() ? columns.get(i) : new CsvColumn("field", "");
      String heading = i < headings.size() ? headings.get(i).strip() : "";
      row.take(column, heading.isEmpty() ? "Column " + (i + 1) : heading, fields.get(i).strip());
    }
    return CardSize.checked(row.card());
  }

  private void take(CsvColumn column, String heading, String value) {
    if (column.what().equals("label")) {
      label = words(value);
      return;
    }
    if (value.isEmpty()) {
      return;
    }
    List<String> types = column.types().isEmpty() ? label : column.types();
    switch (column.what()) {
      case "ignore" -> {}
      case "field" -> custom.add(new CustomField(heading, value));
      case "phone" -> each(value, text -> phones.add(numbers.phone(text, types)));
      case "email" -> each(value, text -> emails.add(new Typed(text, types)));
      case "url" -> each(value, text -> urls.add(new Typed(text, types)));
      case "po_box",
          "extended",
          "street",
          "locality",
          "region",
          "postal_code",
          "country",
          "formatted" -> {
        addresses
            .computeIfAbsent(column.which(), key -> new HashMap<>())
            .merge(column.what(), value, (one, more) -> one + ", " + more);
        addressTypes.putIfAbsent(column.which(), types);
        return;
      }
      default ->
          texts.merge(
              column.what(),
              value,
              (one, more) -> one + (column.what().equals("notes") ? "\n\n" : " ") + more);
    }
    label = List.of();
  }

  private static void each(String value, Consumer<String> taken) {
    for (String part : value.split(SEVERAL, -1)) {
      if (!part.isBlank()) {
        taken.accept(part.strip());
      }
    }
  }

  private static List<String> words(String label) {
    return Stream.of(label.toLowerCase(Locale.ROOT).replace("mobile", "cell").split("[^a-z0-9-]+"))
        .filter(word -> !word.isEmpty() && word.length() <= 40)
        .limit(5)
        .toList();
  }

  private ContactCard card() throws UnreadableCard {
    PersonName parts =
        new PersonName(
            "",
            text("prefix"),
            text("given"),
            text("additional"),
            text("family"),
            text("suffix"),
            text("nickname"));
    String formatted = called(parts);
    if (formatted.isEmpty()) {
      throw new UnreadableCard("it has no name, organisation, e-mail address or number");
    }
    return new ContactCard(
        new PersonName(
            formatted,
            parts.prefix(),
            parts.given(),
            parts.additional(),
            parts.family(),
            parts.suffix(),
            parts.nickname()),
        new Organisation(text("organisation"), text("department"), text("title")),
        text("birthday"),
        phones.stream().distinct().toList(),
        emails.stream().distinct().toList(),
        urls.stream().distinct().toList(),
        addresses.keySet().stream().map(this::address).toList(),
        custom,
        text("notes"),
        "");
  }

  private String called(PersonName parts) {
    return Stream.of(
            Stream.of(
                text("name"), VCardReading.joined(parts), parts.nickname(), text("organisation")),
            emails.stream().map(Typed::value),
            phones.stream().map(Phone::written))
        .flatMap(one -> one)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// An address whose parts are known does not need them put together as well.
  private Address address(String which) {
    Map<String, String> parts = addresses.getOrDefault(which, Map.of());
    boolean formattedOnly = parts.size() == 1 && parts.containsKey("formatted");
    return new Address(
        parts.getOrDefault("po_box", ""),
        parts.getOrDefault("extended", ""),
        parts.getOrDefault(formattedOnly ? "formatted" : "street", ""),
        parts.getOrDefault("locality", ""),
        parts.getOrDefault("region", ""),
        parts.getOrDefault("postal_code", ""),
        parts.getOrDefault("country", ""),
        Optional.ofNullable(addressTypes.get(which)).orElse(List.of()));
  }

  private String text(String what) {
    return texts.getOrDefault(what, "");
  }
}
