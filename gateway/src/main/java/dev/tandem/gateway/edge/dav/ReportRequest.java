package dev.tandem.gateway.edge.dav;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a REPORT on the address book asks.
sealed interface ReportRequest {
  /// Which properties of each card.
  PropertyRequest properties();

  /// `addressbook-multiget` (RFC 6352 section 8.7): these cards.
  record Multiget(PropertyRequest properties, List<String> hrefs) implements ReportRequest {}

  /// `addressbook-query` (section 8.6): the cards that pass, at most so many.
  record Query(PropertyRequest properties, CardFilter filter, OptionalInt limit)
      implements ReportRequest {}

  /// `sync-collection` (RFC 6578): what changed since, at most so much.
  ///
  /// @param token empty at the first time
  record SyncCollection(PropertyRequest properties, Optional<String> token, OptionalInt limit)
      implements ReportRequest {}

  /// @throws DavRefusal `supported-report`, for another report
  static ReportRequest of(XmlElement report) {
    PropertyRequest properties = PropertyRequest.report(report);
    if (report.is(DavName.card("addressbook-multiget"))) {
      List<String> hrefs =
          report.children(DavName.HREF).stream().map(XmlElement::text).map(String::strip).toList();
      return new Multiget(properties, hrefs);
    }
    if (report.is(DavName.card("addressbook-query"))) {
      CardFilter filter =
          report
              .child(DavName.card("filter"))
              .map(CardFilter::of)
              .orElseThrow(() -> DavRefusal.malformed("Send a CARDDAV:filter."));
      return new Query(
          properties, filter, limit(report.child(DavName.card("limit")), DavName.CARD));
    }
    if (report.is(DavName.dav("sync-collection"))) {
      checkLevel(report);
      return new SyncCollection(
          properties,
          report
              .child(DavName.SYNC_TOKEN)
              .map(token -> token.text().strip())
              .filter(token -> !token.isEmpty()),
          limit(report.child(DavName.dav("limit")), DavName.DAV));
    }
    throw DavRefusal.condition(
        DavName.dav("supported-report"),
        "Ask for addressbook-multiget, addressbook-query or sync-collection.");
  }

  /// An address book holds cards alone, so that one level is all there is (RFC 6578 section 3.3).
  private static void checkLevel(XmlElement report) {
    String level = report.child(DavName.dav("sync-level")).map(it -> it.text().strip()).orElse("1");
    if (!level.equals("1")) {
      throw DavRefusal.condition(DavName.dav("sync-traversal-supported"), "Ask for sync-level 1.");
    }
  }

  private static OptionalInt limit(Optional<XmlElement> limit, String namespace) {
    Optional<String> text =
        limit
            .flatMap(it -> it.child(new javax.xml.namespace.QName(namespace, "nresults")))
            .map(it -> it.text().strip());
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("[1-9]\\d{0,8}")) {
      throw DavRefusal.malformed("Send nresults as a whole number from 1.");
    }
    return OptionalInt.of(Integer.parseInt(text.get()));
  }
}
