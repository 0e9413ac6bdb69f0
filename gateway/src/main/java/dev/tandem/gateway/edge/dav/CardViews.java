package dev.tandem.gateway.edge.dav;

import static dev.tandem.gateway.edge.dav.DavName.dav;

import dev.tandem.gateway.edge.dav.Responses.Value;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.xml.namespace.QName;

/// Writes the responses of many cards, a page in one transaction and no longer: a client that reads
/// slowly holds neither a connection nor the address book. A card is opened only when something
/// inside it is asked for.
final class CardViews {
  /// Cards that are read in one transaction.
  static final int PAGE = 50;

  /// What `allprop` means for a card.
  static final Set<QName> CHEAP =
      Set.of(
          DavName.GETETAG,
          dav("getcontenttype"),
          dav("resourcetype"),
          DavName.GETCONTENTLENGTH,
          DavName.GETLASTMODIFIED,
          DavName.CREATIONDATE);

  private static final Set<QName> INSIDE =
      Set.of(
          DavName.ADDRESS_DATA,
          DavName.GETCONTENTLENGTH,
          DavName.GETLASTMODIFIED,
          DavName.CREATIONDATE);

  /// The form of RFC 9110 section 5.6.7.
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Storage storage;
  private final Shelf shelf;
  private final WorkspaceId workspace;
  private final PropertyRequest request;
  private final Responses responses;

  CardViews(
      Storage storage,
      Shelf shelf,
      WorkspaceId workspace,
      PropertyRequest request,
      Responses responses) {
    this.storage = storage;
    this.shelf = shelf;
    this.workspace = workspace;
    this.request = request;
    this.responses = responses;
  }

  /// The responses of `entries`, a page at a time; what was deleted meanwhile is missing.
  Iterator<String> of(List<Shelf.Entry> entries) {
    return Pieces.paged(entries, PAGE, page -> String.join("", responses(page)));
  }

  private List<String> responses(List<Shelf.Entry> page) {
    if (!inside(request)) {
      return page.stream().map(this::closed).toList();
    }
    return storage.inWorkspace(
        workspace,
        tx -> {
          Map<UUID, Contact> contacts =
              shelf.findAll(
                  tx, page.stream().filter(it -> !it.deleted()).map(Shelf.Entry::id).toList());
          List<String> written = new ArrayList<>();
          for (Shelf.Entry entry : page) {
            Contact contact = contacts.get(entry.id());
            written.add(
                contact == null ? Responses.missing(href(entry.name())) : open(tx, contact));
          }
          return written;
        });
  }

  /// Whether cards have to be opened for what is asked.
  static boolean inside(PropertyRequest request) {
    return switch (request) {
      case PropertyRequest.Names _ -> false;
      case PropertyRequest.All _ -> true;
      case PropertyRequest.Named named -> named.names().stream().anyMatch(INSIDE::contains);
    };
  }

  private String closed(Shelf.Entry entry) {
    return entry.deleted()
        ? Responses.missing(href(entry.name()))
        : responses.found(href(entry.name()), named(entry.seq()), CHEAP);
  }

  /// For who asks for names alone: the values inside are not written.
  private static Map<QName, Value> named(long seq) {
    Map<QName, Value> has = outside(seq);
    CHEAP.forEach(name -> has.putIfAbsent(name, xml -> {}));
    return has;
  }

  /// The response of a card that was opened.
  String open(Tenant tx, Contact contact) {
    Map<QName, Value> has = outside(contact.seq());
    has.put(
        DavName.GETCONTENTLENGTH,
        xml ->
            xml.text(
                Integer.toString(
                    shelf
                        .text(tx, contact, CardVersion.V3)
                        .getBytes(StandardCharsets.UTF_8)
                        .length)));
    has.put(DavName.GETLASTMODIFIED, xml -> xml.text(httpDate(contact.changedAt())));
    has.put(
        DavName.CREATIONDATE,
        xml -> xml.text(contact.createdAt().truncatedTo(ChronoUnit.SECONDS).toString()));
    addressData()
        .ifPresent(
            wanted ->
                has.put(
                    DavName.ADDRESS_DATA,
                    xml -> xml.text(wanted.part(shelf.text(tx, contact, wanted.version())))));
    return responses.found(href(Shelf.name(contact)), has, CHEAP);
  }

  private Optional<AddressData> addressData() {
    return request instanceof PropertyRequest.Named named ? named.addressData() : Optional.empty();
  }

  private static Map<QName, Value> outside(long seq) {
    Map<QName, Value> has = new LinkedHashMap<>();
    has.put(DavName.GETETAG, xml -> xml.text(EntityTags.of(seq)));
    has.put(dav("getcontenttype"), xml -> xml.text(CardVersion.V3.mediaType()));
    has.put(dav("resourcetype"), xml -> {});
    return has;
  }

  private String href(String name) {
    return Hrefs.path(new Target.Card(workspace.value(), name));
  }

  static String httpDate(Instant instant) {
    return HTTP_DATE.format(instant);
  }
}
