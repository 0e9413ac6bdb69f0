package dev.tandem.gateway.edge.json;

import dev.tandem.storage.contact.Address;
import dev.tandem.storage.contact.Author;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.ContactVersion;
import dev.tandem.storage.contact.CustomField;
import dev.tandem.storage.contact.Phone;
import dev.tandem.storage.contact.Typed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Contacts and their former versions as JSON.
public final class ContactJson {
  private ContactJson() {}

  public static JsonObject contact(Contact contact) {
    return new JsonObject()
        .put("id", contact.id().toString())
        .put("uid", contact.uid().value())
        .mergeIn(card(contact.card().value(), contact.photoId()))
        .put("version", contact.version())
        .put("etag", "\"" + contact.seq() + "\"")
        .put("created_at", Words.time(contact.createdAt()))
        .put("changed_at", Words.time(contact.changedAt()))
        .put("changed_by", member(contact.changedBy()));
  }

  /// A former version; `until` is when it ended, and `deleted` whether the contact did with it.
  public static JsonObject version(ContactVersion version) {
    return new JsonObject()
        .put("version", version.version())
        .put("from", Words.time(version.from()))
        .put("until", Words.time(version.until()))
        .put("made_by", member(version.madeBy()))
        .put("ended_by", member(version.endedBy()))
        .put("deleted", version.deleted())
        .put("contact", card(version.card().value(), version.photoId()));
  }

  /// A contact that is gone, as it was last.
  public static JsonObject deleted(ContactVersion last) {
    return new JsonObject()
        .put("id", last.contactId().toString())
        .put("version", last.version())
        .put("deleted_at", Words.time(last.until()))
        .put("deleted_by", member(last.endedBy()))
        .put("contact", card(last.card().value(), last.photoId()));
  }

  private static @Nullable String member(Author author) {
    return Words.id(author.memberId());
  }

  private static JsonObject card(ContactCard card, Optional<UUID> photo) {
    return new JsonObject()
        .put("name", card.name().formatted())
        .put("numbers", new JsonArray(card.numbers()))
        .put("prefix", card.name().prefix())
        .put("given", card.name().given())
        .put("additional", card.name().additional())
        .put("family", card.name().family())
        .put("suffix", card.name().suffix())
        .put("nickname", card.name().nickname())
        .put("organisation", card.organisation().name())
        .put("department", card.organisation().department())
        .put("title", card.organisation().title())
        .put("birthday", card.birthday())
        .put("phones", list(card.phones(), ContactJson::phone))
        .put("emails", list(card.emails(), ContactJson::typed))
        .put("urls", list(card.urls(), ContactJson::typed))
        .put("addresses", list(card.addresses(), ContactJson::address))
        .put("custom", list(card.custom(), ContactJson::custom))
        .put("notes", card.notes())
        .put("photo_id", Words.id(photo));
  }

  private static <T> JsonArray list(List<T> items, Function<T, JsonObject> shape) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(shape.apply(item)));
    return array;
  }

  private static JsonObject phone(Phone phone) {
    return new JsonObject()
        .put("number", phone.written())
        .put("e164", phone.e164().isEmpty() ? null : phone.e164())
        .put("types", new JsonArray(phone.types()));
  }

  private static JsonObject typed(Typed typed) {
    return new JsonObject().put("value", typed.value()).put("types", new JsonArray(typed.types()));
  }

  private static JsonObject custom(CustomField field) {
    return new JsonObject().put("label", field.label()).put("value", field.value());
  }

  private static JsonObject address(Address address) {
    return new JsonObject()
        .put("po_box", address.poBox())
        .put("extended", address.extended())
        .put("street", address.street())
        .put("locality", address.locality())
        .put("region", address.region())
        .put("postal_code", address.postalCode())
        .put("country", address.country())
        .put("types", new JsonArray(address.types()));
  }
}
