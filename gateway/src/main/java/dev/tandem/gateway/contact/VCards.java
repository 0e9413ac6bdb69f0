package dev.tandem.gateway.contact;

import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.Photos;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.text.VCardReader;
import ezvcard.io.text.VCardWriter;
import ezvcard.parameter.ImageType;
import ezvcard.property.Photo;
import ezvcard.property.RawProperty;
import ezvcard.property.Revision;
import ezvcard.property.Uid;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One vCard to a contact's card, and back (RFC 6350; RFC 2426 and vCard 2.1 in).
///
/// A card keeps the vCard it came from, without its picture, where that says more than the fields
/// hold. Written again, it is that vCard with the fields that changed since: what a phone put in,
/// and nobody here understands, goes back to it.
public final class VCards {
  private VCards() {}

  /// What the vCard says. Of several in the text it is the first.
  ///
  /// @param text at most [ImportLimits#VCARD_BYTES] long
  /// @throws UnreadableCard when it is no vCard, names nobody, or is more than a contact may be
  public static Incoming read(String text, Numbers numbers) throws UnreadableCard {
    VCardText.check(text);
    VCard vcard = parsed(text);
    List<String> remarks = new ArrayList<>();
    Optional<String> uid =
        Optional.ofNullable(vcard.getUid())
            .map(Uid::getValue)
            .map(VCardReading::text)
            .filter(value -> !value.isEmpty());
    if (uid.isPresent() && uid.get().length() > 1_000) {
      throw new UnreadableCard("its UID is longer than 1,000 characters");
    }
    Optional<Picture> picture = picture(vcard, remarks);
    ContactCard card = new VCardReading(numbers).card(vcard);
    if (card.name().formatted().isEmpty()) {
      throw new UnreadableCard("it has no name, organisation, e-mail address or number");
    }
    // vCard 2.1 cannot say what is a list and what has a comma in it.
    boolean old = vcard.getVersion() == VCardVersion.V2_1;
    String source = written(vcard, old ? VCardVersion.V3_0 : vcard.getVersion());
    if (source.length() > ImportLimits.SOURCE_CHARS) {
      throw new UnreadableCard(
          "it is longer than %,d characters without its picture"
              .formatted(ImportLimits.SOURCE_CHARS));
    }
    ContactCard checked = CardSize.checked(card);
    return new Incoming(
        uid, PlainVCard.is(vcard) ? checked : checked.withSource(source), picture, remarks);
  }

  /// The card as a vCard, lines ended by CRLF.
  ///
  /// @param version [VCardVersion#V3_0] or [VCardVersion#V4_0]
  /// @param changedAt becomes `REV`
  public static String write(
      ContactCard card,
      String uid,
      Optional<Picture> picture,
      Instant changedAt,
      VCardVersion version) {
    VCard vcard = source(card);
    new VCardOverlay(vcard, new VCardReading(Numbers.ANYWHERE)).lay(card);
    vcard.setUid(new Uid(uid));
    vcard.setRevision(new Revision(changedAt));
    picture.ifPresent(
        shown ->
            vcard
                .getPhotos()
                .addFirst(new Photo(shown.bytes(), ImageType.get(null, shown.mediaType(), null))));
    return written(vcard, version);
  }

  private static VCard parsed(String text) throws UnreadableCard {
    try (VCardReader reader = new VCardReader(text)) {
      reader.setDefaultQuotedPrintableCharset(StandardCharsets.UTF_8);
      VCard vcard = reader.readNext();
      if (vcard == null) {
        throw new UnreadableCard("it is no vCard");
      }
      return vcard;
    } catch (IOException e) {
      throw new UncheckedIOException("a text is read without input or output", e);
    } catch (RuntimeException e) {
      throw new UnreadableCard("it is no vCard that can be read");
    }
  }

  private static VCard source(ContactCard card) {
    if (card.source().isEmpty()) {
      return new VCard();
    }
    try {
      return parsed(card.source());
    } catch (UnreadableCard e) {
      return new VCard();
    }
  }

  /// Takes the first picture out of the vCard that can be kept as one.
  private static Optional<Picture> picture(VCard vcard, List<String> remarks) {
    for (Photo photo : List.copyOf(vcard.getPhotos())) {
      byte[] data = photo.getData();
      if (data == null) {
        continue;
      }
      if (data.length > Photos.MAX_BYTES) {
        remarks.add(
            "its picture is larger than %,d kB and was left out"
                .formatted(Photos.MAX_BYTES / 1024));
        vcard.removeProperty(photo);
        continue;
      }
      Optional<Picture> picture = Picture.of(data);
      if (picture.isPresent()) {
        vcard.removeProperty(photo);
        return picture;
      }
    }
    return Optional.empty();
  }

  private static String written(VCard vcard, VCardVersion version) {
    StringWriter out = new StringWriter();
    try (VCardWriter writer = new VCardWriter(out, version)) {
      writer.setAddProdId(false);
      writer.setVersionStrict(false);
      writer.setIncludeTrailingSemicolons(true);
      writer.setCaretEncodingEnabled(true);
      for (RawProperty raw : List.copyOf(vcard.getExtendedProperties())) {
        if (!raw.getPropertyName().matches("[A-Za-z0-9-]{1,100}")) {
          vcard.removeProperty(raw);
        }
      }
      writer.write(vcard);
    } catch (IOException e) {
      throw new UncheckedIOException("a text is written without input or output", e);
    }
    return out.toString();
  }
}
