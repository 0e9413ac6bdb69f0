package dev.tandem.gateway.edge.dav;

import dev.tandem.gateway.edge.dav.ReportRequest.Multiget;
import dev.tandem.gateway.edge.dav.ReportRequest.Query;
import dev.tandem.gateway.edge.dav.ReportRequest.SyncCollection;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.AddressBook;
import dev.tandem.storage.contact.Contact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The reports on the address book: `addressbook-multiget`, `addressbook-query` (RFC 6352 sections
/// 8.6 and 8.7) and `sync-collection` (RFC 6578).
final class ReportCases {
  /// So many names are looked up one by one; for more the whole list is read.
  private static final int FEW = 50;

  private final Storage storage;
  private final Shelf shelf;
  private final DavLimits limits;
  private final XmlReader xml;
  private final Hrefs hrefs;

  ReportCases(Storage storage, Shelf shelf, DavLimits limits, XmlReader xml, Hrefs hrefs) {
    this.storage = storage;
    this.shelf = shelf;
    this.limits = limits;
    this.xml = xml;
    this.hrefs = hrefs;
  }

  DavReply report(DavRequest ask) {
    ReportRequest report = ReportRequest.of(xml.read(ask.body()));
    boolean fits =
        ask.target() instanceof Target.Book
            || (ask.target() instanceof Target.Card && report instanceof Multiget);
    if (!fits) {
      throw DavRefusal.condition(
          DavName.dav("supported-report"), "Ask the address book itself, or PROPFIND for it.");
    }
    WorkspaceId workspace = ask.who().workspace();
    CardViews cards =
        new CardViews(
            storage,
            shelf,
            workspace,
            report.properties(),
            new Responses(report.properties(), ask.minimal()));
    return switch (report) {
      case Multiget multiget ->
          PropertyCases.reply(ask, multiget(workspace, multiget.hrefs(), cards));
      case Query query -> PropertyCases.reply(ask, query(workspace, query, cards));
      case SyncCollection sync -> sync(workspace, sync, cards);
    };
  }

  // ---- addressbook-multiget ----

  private Iterator<String> multiget(WorkspaceId workspace, List<String> wanted, CardViews cards) {
    Map<String, Optional<String>> names = new HashMap<>();
    for (String href : wanted) {
      names.put(href, name(workspace, href));
    }
    List<String> asked = names.values().stream().flatMap(Optional::stream).toList();
    Map<String, Shelf.Entry> found = storage.inWorkspace(workspace, tx -> named(tx, asked));
    List<Shelf.Entry> there = new ArrayList<>();
    StringBuilder missing = new StringBuilder();
    for (String href : new LinkedHashSet<>(wanted)) {
      Shelf.Entry entry = names.getOrDefault(href, Optional.empty()).map(found::get).orElse(null);
      if (entry == null) {
        missing.append(Responses.missing(href));
      } else {
        there.add(entry);
      }
    }
    return Pieces.framed("", cards.of(there), missing::toString);
  }

  private Optional<String> name(WorkspaceId workspace, String href) {
    return hrefs
        .href(href)
        .flatMap(
            target ->
                target instanceof Target.Card card && card.workspace().equals(workspace.value())
                    ? Optional.of(card.name())
                    : Optional.empty());
  }

  private Map<String, Shelf.Entry> named(Tenant tx, List<String> names) {
    Map<String, Shelf.Entry> found = new HashMap<>();
    if (names.size() > FEW) {
      shelf.entries(tx, 0, Integer.MAX_VALUE).stream()
          .filter(it -> !it.deleted())
          .forEach(it -> found.put(it.name(), it));
      return found;
    }
    for (String name : names) {
      shelf
          .find(tx, name)
          .ifPresent(it -> found.put(name, new Shelf.Entry(it.id(), name, it.seq(), false)));
    }
    return found;
  }

  // ---- addressbook-query ----

  private Iterator<String> query(WorkspaceId workspace, Query query, CardViews cards) {
    List<Shelf.Entry> all =
        storage.inWorkspace(workspace, tx -> shelf.entries(tx, 0, Integer.MAX_VALUE)).stream()
            .filter(it -> !it.deleted())
            .toList();
    int most = Math.min(query.limit().orElse(Integer.MAX_VALUE), limits.answeredWithData());
    // One more than is answered, so that it is known whether there are more.
    int[] left = {most + 1};
    Iterator<String> pages =
        Pieces.paged(
            all,
            CardViews.PAGE,
            page -> {
              if (left[0] == 0) {
                return "";
              }
              return storage.inWorkspace(workspace, tx -> matches(tx, page, query, cards, left));
            });
    String truncated = Responses.truncated(Hrefs.path(new Target.Book(workspace.value())));
    return Pieces.framed("", pages, () -> left[0] == 0 ? truncated : "");
  }

  /// The responses of the cards on a page that pass, as long as some are `left` to answer; a page
  /// may be read again after a conflict, so the count is taken at its end.
  private String matches(
      Tenant tx, List<Shelf.Entry> page, Query query, CardViews cards, int[] left) {
    Map<UUID, Contact> contacts = shelf.findAll(tx, page.stream().map(Shelf.Entry::id).toList());
    int open = left[0];
    StringBuilder written = new StringBuilder();
    for (Shelf.Entry entry : page) {
      Contact contact = contacts.get(entry.id());
      if (contact != null && open > 0 && passes(tx, contact, query)) {
        open--;
        if (open > 0) {
          written.append(cards.open(tx, contact));
        }
      }
    }
    left[0] = open;
    return written.toString();
  }

  private boolean passes(Tenant tx, Contact contact, Query query) {
    return query.filter().passes(ContentLines.of(shelf.text(tx, contact, CardVersion.V3)));
  }

  // ---- sync-collection ----

  private record Changes(List<Shelf.Entry> entries, boolean more, SyncToken next) {}

  private DavReply sync(WorkspaceId workspace, SyncCollection sync, CardViews cards) {
    int bound = CardViews.inside(sync.properties()) ? limits.answeredWithData() : limits.answered();
    int most = Math.min(sync.limit().orElse(Integer.MAX_VALUE), bound);
    Changes changes = storage.inWorkspace(workspace, tx -> changes(tx, sync.token(), most));
    String truncated = Responses.truncated(Hrefs.path(new Target.Book(workspace.value())));
    return new DavReply.MultiStatus(
        Map.of(),
        Pieces.framed(
            Responses.start(),
            cards.of(changes.entries()),
            () -> (changes.more() ? truncated : "") + Responses.end(changes.next())));
  }

  private Changes changes(Tenant tx, Optional<String> uri, int most) {
    AddressBook.State state = shelf.state(tx);
    UUID workspace = tx.workspace().value();
    SyncToken token =
        uri.map(
                text ->
                    SyncToken.of(text, workspace)
                        .filter(it -> it.seq() <= state.seq())
                        .filter(it -> Math.max(it.seq(), it.began()) >= state.sweptSeq())
                        .orElseThrow(ReportCases::badToken))
            .orElse(new SyncToken(workspace, state.seq(), 0));
    List<Shelf.Entry> found = shelf.entries(tx, token.seq(), most + 1);
    boolean more = found.size() > most;
    List<Shelf.Entry> told =
        (more ? found.subList(0, most) : found)
            .stream().filter(it -> !it.deleted() || concerns(tx, token, it)).toList();
    long next = more ? found.get(most - 1).seq() : Math.max(state.seq(), token.seq());
    return new Changes(told, more, new SyncToken(workspace, token.began(), next));
  }

  /// Whether a deletion means something to the client: it may know the card, and no other card took
  /// the name since.
  private boolean concerns(Tenant tx, SyncToken token, Shelf.Entry gone) {
    return gone.seq() > token.began() && !shelf.has(tx, gone.name());
  }

  private static DavRefusal badToken() {
    return DavRefusal.condition(
        DavName.dav("valid-sync-token"), "Begin anew, without a sync-token.");
  }
}
