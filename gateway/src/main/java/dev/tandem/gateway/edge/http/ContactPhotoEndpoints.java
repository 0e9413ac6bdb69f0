package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.contact.Picture;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Intake;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.contact.Photos;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Pictures of contacts.
public final class ContactPhotoEndpoints {
  private static final String PATH = "/contacts/{id}/photo";
  private static final Set<String> TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private final Storage storage;
  private final Contacts contacts = new Contacts();
  private final Photos photos = new Photos();

  public ContactPhotoEndpoints(Storage storage) {
    this.storage = storage;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET, PATH, Access.MEMBER, Tenancy.OBJECT, "A contact's picture", this::get),
        new Route(
            HttpMethod.PUT,
            PATH,
            Access.MEMBER,
            Tenancy.OBJECT,
            "Set a contact's picture",
            new Intake(Photos.MAX_BYTES),
            this::put),
        new Route(
            HttpMethod.DELETE,
            PATH,
            Access.MEMBER,
            Tenancy.OBJECT,
            "Take a contact's picture away",
            this::remove));
  }

  private Reply get(Ask ask) {
    Photos.Photo photo =
        storage
            .inWorkspace(
                ask.principal().workspace(),
                tx ->
                    contacts
                        .find(tx, ask.id())
                        .flatMap(Contact::photoId)
                        .flatMap(id -> photos.find(tx, id)))
            .orElseThrow(Refusal::notFound);
    byte[] bytes = photo.content().value();
    return new Reply.Stream(
        200, Map.of("content-type", photo.mediaType()), bytes.length, new Whole(bytes));
  }

  private Reply put(Ask ask) {
    UUID _ = existing(ask);
    ask.checkType(TYPES);
    Picture picture =
        Picture.of(ask.file().getBytes())
            .filter(it -> it.mediaType().equals(ask.mediaType()))
            .orElseThrow(
                () ->
                    Refusal.of(
                        ProblemCode.UNREADABLE_FILE,
                        "Send a JPEG, PNG, GIF or WebP, with the Content-Type that it has."));
    return changed(ask, tx -> Optional.of(photos.add(tx, picture.mediaType(), picture.bytes())));
  }

  private Reply remove(Ask ask) {
    return changed(ask, tx -> Optional.empty());
  }

  /// Nobody learns from a fault of the picture whether somebody else's contact is there.
  private UUID existing(Ask ask) {
    return storage
        .inWorkspace(ask.principal().workspace(), tx -> contacts.find(tx, ask.id()))
        .map(Contact::id)
        .orElseThrow(Refusal::notFound);
  }

  @FunctionalInterface
  private interface Chosen {
    Optional<UUID> photo(Tenant tx);
  }

  private Reply changed(Ask ask, Chosen chosen) {
    return ContactEndpoints.shown(
        200,
        storage.inWorkspace(
            ask.principal().workspace(),
            tx -> {
              Contact kept = ContactAsk.held(tx, ask);
              return contacts
                  .replace(
                      tx, kept.id(), kept.card().value(), chosen.photo(tx), ContactAsk.author(ask))
                  .orElseThrow(Refusal::notFound);
            }));
  }

  /// All at once: a picture is small.
  private static final class Whole implements Reply.Source {
    private Optional<byte[]> left;

    Whole(byte[] bytes) {
      left = Optional.of(bytes);
    }

    @Override
    public Optional<byte[]> next() {
      Optional<byte[]> piece = left;
      left = Optional.empty();
      return piece;
    }

    @Override
    public void close() {}
  }
}
