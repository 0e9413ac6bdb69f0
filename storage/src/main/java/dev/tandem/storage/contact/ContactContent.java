package dev.tandem.storage.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.keys.SealedText;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What of a contact is sealed, in one piece.
///
/// ```
/// format 2:  2 | entry | entry | ...      entry: parts (1 byte) | length (4) | UTF-8 | length | UTF-8 ...
/// ```
///
/// An entry's first part says what it is. Format 1, of schema 3 and before, is a name and its
/// numbers ([SealedText]); it is read and no longer written.
///
/// @param uid empty where it is the contact's own ([Contact#ownUid])
record ContactContent(String uid, ContactCard card) {
  private static final byte NAME_AND_NUMBERS = 1;
  private static final byte ENTRIES = 2;

  byte[] bytes() {
    List<List<String>> entries = new ArrayList<>();
    if (!uid.isEmpty()) {
      entries.add(List.of("uid", uid));
    }
    PersonName name = card.name();
    entries.add(
        List.of(
            "name",
            name.formatted(),
            name.prefix(),
            name.given(),
            name.additional(),
            name.family(),
            name.suffix(),
            name.nickname()));
    Organisation org = card.organisation();
    if (!org.equals(Organisation.NONE)) {
      entries.add(List.of("org", org.name(), org.department(), org.title()));
    }
    text(entries, "birthday", card.birthday());
    for (Phone phone : card.phones()) {
      entries.add(List.of("tel", phone.written(), phone.e164(), words(phone.types())));
    }
    card.emails().forEach(it -> entries.add(List.of("email", it.value(), words(it.types()))));
    card.urls().forEach(it -> entries.add(List.of("url", it.value(), words(it.types()))));
    for (Address at : card.addresses()) {
      entries.add(
          List.of(
              "adr",
              at.poBox(),
              at.extended(),
              at.street(),
              at.locality(),
              at.region(),
              at.postalCode(),
              at.country(),
              words(at.types())));
    }
    card.custom().forEach(field -> entries.add(List.of("custom", field.label(), field.value())));
    text(entries, "notes", card.notes());
    text(entries, "source", card.source());
    return joined(entries);
  }

  private static void text(List<List<String>> entries, String what, String text) {
    if (!text.isEmpty()) {
      entries.add(List.of(what, text));
    }
  }

  private static byte[] joined(List<List<String>> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(ENTRIES);
      for (List<String> entry : entries) {
        out.writeByte(entry.size());
        for (String part : entry) {
          byte[] utf8 = part.getBytes(UTF_8);
          out.writeInt(utf8.length);
          out.write(utf8);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory is written without input or output", e);
    }
    if (bytes.size() > ContactCard.MAX_BYTES) {
      throw new IllegalArgumentException("a card has at most " + ContactCard.MAX_BYTES + " bytes");
    }
    return bytes.toByteArray();
  }

  static ContactContent of(byte[] bytes) {
    return switch (bytes[0]) {
      case NAME_AND_NUMBERS -> {
        List<String> parts = SealedText.split(bytes);
        yield new ContactContent(
            "", ContactCard.of(parts.getFirst(), parts.subList(1, parts.size())));
      }
      case ENTRIES -> read(ByteBuffer.wrap(bytes).position(1));
      default -> throw new IllegalStateException("sealed by a newer program");
    };
  }

  private static ContactContent read(ByteBuffer in) {
    String uid = "";
    PersonName name = PersonName.of("");
    Organisation org = Organisation.NONE;
    String birthday = "";
    String notes = "";
    String source = "";
    List<Phone> phones = new ArrayList<>();
    List<Typed> emails = new ArrayList<>();
    List<Typed> urls = new ArrayList<>();
    List<Address> addresses = new ArrayList<>();
    List<CustomField> custom = new ArrayList<>();
    while (in.hasRemaining()) {
      List<String> p = entry(in);
      switch (p.getFirst()) {
        case "uid" -> uid = p.get(1);
        case "name" ->
            name =
                new PersonName(
                    p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), p.get(6), p.get(7));
        case "org" -> org = new Organisation(p.get(1), p.get(2), p.get(3));
        case "birthday" -> birthday = p.get(1);
        case "tel" -> phones.add(new Phone(p.get(1), p.get(2), types(p.get(3))));
        case "email" -> emails.add(new Typed(p.get(1), types(p.get(2))));
        case "url" -> urls.add(new Typed(p.get(1), types(p.get(2))));
        case "adr" ->
            addresses.add(
                new Address(
                    p.get(1),
                    p.get(2),
                    p.get(3),
                    p.get(4),
                    p.get(5),
                    p.get(6),
                    p.get(7),
                    types(p.get(8))));
        case "custom" -> custom.add(new CustomField(p.get(1), p.get(2)));
        case "notes" -> notes = p.get(1);
        case "source" -> source = p.get(1);
        default -> throw new IllegalStateException("sealed by a newer program");
      }
    }
    return new ContactContent(
        uid,
        new ContactCard(
            name, org, birthday, phones, emails, urls, addresses, custom, notes, source));
  }

  private static List<String> entry(ByteBuffer in) {
    int parts = Byte.toUnsignedInt(in.get());
    List<String> entry = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      byte[] utf8 = new byte[in.getInt()];
      in.get(utf8);
      entry.add(new String(utf8, UTF_8));
    }
    return entry;
  }

  private static String words(List<String> types) {
    return String.join(",", types);
  }

  private static List<String> types(String words) {
    return words.isEmpty() ? List.of() : Arrays.asList(words.split(",", -1));
  }

  @Override
  public String toString() {
    return "ContactContent[personal]";
  }
}
