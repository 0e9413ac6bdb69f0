package dev.tandem.gateway.edge.dav;

import dev.tandem.gateway.contact.Incoming;
import dev.tandem.gateway.contact.Numbers;
import dev.tandem.storage.Storage;
import dev.tandem.storage.contact.Author;
import dev.tandem.storage.contact.Contact;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// GET, PUT and DELETE of one card (RFC 6352 section 6.3).
final class CardCases {
  private static final Set<String> TYPES =
      Set.of("", "text/vcard", "text/x-vcard", "text/directory", "application/octet-stream");

  private final Storage storage;
  private final Shelf shelf;

  CardCases(Storage storage, Shelf shelf) {
    this.storage = storage;
    this.shelf = shelf;
  }

  /// A card as it was found, and as it is written.
  private record Written(Contact contact, String text) {}

  DavReply get(DavRequest ask, String name) {
    CardVersion version =
        CardVersion.accepted(ask.header("accept"))
            .orElseThrow(() -> DavRefusal.of(406, "Take text/vcard, in version 3.0 or 4.0."));
    Written written =
        storage.inWorkspace(
            ask.who().workspace(),
            tx -> {
              Contact contact = shelf.find(tx, name).orElseThrow(DavRefusal::notFound);
              return new Written(contact, shelf.text(tx, contact, version));
            });
    Contact contact = written.contact();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", EntityTags.of(contact.seq()));
    headers.put("Vary", "Accept");
    headers.put("Cache-Control", "private, no-cache");
    if (ask.conditions().unchanged(contact.seq())) {
      return DavReply.empty(304, headers);
    }
    headers.put("Content-Type", version.mediaType());
    headers.put("Last-Modified", CardViews.httpDate(contact.changedAt()));
    headers.put("Content-Disposition", "attachment");
    return DavReply.text(headers, written.text());
  }

  /// The tag is told only when what is kept reads exactly as what was sent; a client that gets none
  /// reads the card again (RFC 6352 section 6.3.2.3).
  DavReply put(DavRequest ask, String name) {
    checkType(ask.header("content-type").orElse(""));
    String text = text(ask.body());
    Numbers numbers = storage.inWorkspace(ask.who().workspace(), shelf::numbers);
    Incoming read = shelf.read(text, numbers);
    CardVersion version = text.contains("VERSION:4.0") ? CardVersion.V4 : CardVersion.V3;
    Author author = author(ask);
    record Result(Shelf.Kept kept, boolean same) {}
    Result result =
        storage.inWorkspace(
            ask.who().workspace(),
            tx -> {
              Shelf.Kept kept = shelf.put(tx, name, read, ask.conditions(), author);
              return new Result(kept, shelf.text(tx, kept.contact(), version).equals(text));
            });
    Map<String, String> headers =
        result.same() ? Map.of("ETag", EntityTags.of(result.kept().contact().seq())) : Map.of();
    return DavReply.empty(result.kept().created() ? 201 : 204, headers);
  }

  DavReply delete(DavRequest ask, String name) {
    boolean deleted =
        storage.inWorkspace(
            ask.who().workspace(),
            tx -> {
              shelf.delete(tx, name, ask.conditions(), author(ask));
              return true;
            });
    return DavReply.empty(deleted ? 204 : 404, Map.of());
  }

  private static Author author(DavRequest ask) {
    return Author.of(ask.who().memberId(), ask.who().appPassword());
  }

  /// cadaver sends no type, others the ones of before RFC 6350; what it is, its first line says.
  private static void checkType(String field) {
    String[] parts = field.toLowerCase(Locale.ROOT).split(";", -1);
    boolean charset = true;
    for (String part : parts) {
      String parameter = part.strip().replace("\"", "");
      if (parameter.startsWith("charset=")) {
        charset = parameter.equals("charset=utf-8") || parameter.equals("charset=us-ascii");
      }
    }
    if (!TYPES.contains(parts[0].strip()) || !charset) {
      throw DavRefusal.condition(
          DavName.card("supported-address-data"), "Send text/vcard in UTF-8.");
    }
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw DavRefusal.condition(DavName.card("valid-address-data"), "Send the card in UTF-8.");
    }
  }
}
