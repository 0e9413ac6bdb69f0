package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.SearchJson;
import dev.tandem.gateway.edge.json.Words;
import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.note.Notes;
import dev.tandem.storage.reindex.SearchProgress;
import dev.tandem.storage.reindex.SearchWork;
import dev.tandem.storage.search.Hit;
import dev.tandem.storage.search.MergedSearch;
import dev.tandem.storage.search.MergedSearch.Source;
import dev.tandem.storage.search.SearchKind;
import dev.tandem.storage.search.SearchSwitch;
import dev.tandem.storage.search.SearchTerms;
import dev.tandem.storage.team.Posts;
import dev.tandem.storage.voicemail.Voicemails;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds texts, contacts, their notes and voicemails by words or by a number's last digits, newest
/// first.
public final class SearchEndpoints {
  /// Characters a query has at most.
  static final int QUERY_CHARS = 200;

  private final Storage storage;
  private final int pageItems;
  private final Messages messages = new Messages();
  private final Contacts contacts = new Contacts();
  private final Voicemails voicemails = new Voicemails();
  private final Notes notes = new Notes();
  private final Posts posts = new Posts();
  private final SearchSwitch wanted = new SearchSwitch();
  private final SearchWork work;
  private final AuditTrail trail = new AuditTrail();

  public SearchEndpoints(Storage storage, int pageItems) {
    this.storage = storage;
    this.work = new SearchWork(storage);
    this.pageItems = pageItems;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/search",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Find texts, contacts, notes and voicemails by words or digits",
            this::search),
        new Route(
            HttpMethod.GET,
            "/search/settings",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Whether search is on, and how far indexing is",
            this::settings),
        new Route(
            HttpMethod.PATCH,
            "/search/settings",
            Access.ADMIN,
            Tenancy.WORKSPACE,
            "Switch search on or off",
            this::turn));
  }

  private Reply settings(Ask ask) {
    return Reply.ok(storage.inWorkspace(ask.principal().workspace(), this::shaped));
  }

  private Reply turn(Ask ask) {
    Fields fields = ask.fields();
    boolean on = fields.flag("enabled");
    fields.done();
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              if (work.turn(tx, on)) {
                trail.add(
                    tx,
                    principal,
                    on ? AuditAction.SEARCH_SWITCHED_ON : AuditAction.SEARCH_SWITCHED_OFF,
                    Optional.empty(),
                    AuditDetail.none());
              }
              return shaped(tx);
            }));
  }

  private JsonObject shaped(Tenant tx) {
    SearchProgress progress = work.progress(tx);
    return new JsonObject()
        .put("enabled", wanted.isOn(tx))
        .put("state", Words.of(progress.state()))
        .put("done", progress.done())
        .put("total", progress.total().isPresent() ? progress.total().getAsLong() : null);
  }

  private Reply search(Ask ask) {
    String query = query(ask);
    Set<SearchKind> kinds = kinds(ask);
    Optional<String> cursor = ask.timeCursor();
    int limit = ask.limit(20, pageItems);
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          if (!wanted.isOn(tx)) {
            throw Refusal.of(
                ProblemCode.SEARCH_OFF, "An admin can switch it on in the workspace's settings.");
          }
          Page<Hit<?>> page =
              MergedSearch.newest(sources(tx, principal, query, kinds), cursor, limit);
          return Reply.page(
              SearchJson.hits(tx, principal.memberId(), page.items()), page.nextCursor());
        });
  }

  private static String query(Ask ask) {
    String query = ask.parameter("q").orElse("").strip();
    if (query.isEmpty()) {
      throw Refusal.field("q", "is missing: the words to look for");
    }
    if (query.length() > QUERY_CHARS) {
      throw Refusal.field("q", "must have at most " + QUERY_CHARS + " characters");
    }
    int words = SearchTerms.wordsIn(query);
    if (words == 0) {
      throw Refusal.field("q", "must have a word, or four to fifteen digits of a number");
    }
    if (words > SearchTerms.MAX_TERMS) {
      throw Refusal.field("q", "must have at most " + SearchTerms.MAX_TERMS + " words");
    }
    return query;
  }

  private static Set<SearchKind> kinds(Ask ask) {
    Optional<String> word = ask.parameter("kind").filter(text -> !text.isEmpty());
    if (word.isEmpty()) {
      return EnumSet.allOf(SearchKind.class);
    }
    for (SearchKind kind : SearchKind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(word.get())) {
        return EnumSet.of(kind);
      }
    }
    throw Refusal.field("kind", "must be one of message, contact, voicemail, note, post");
  }

  private List<Source<?>> sources(
      Tenant tx, Principal principal, String query, Set<SearchKind> kinds) {
    List<Source<?>> sources = new ArrayList<>();
    if (kinds.contains(SearchKind.MESSAGE)) {
      sources.add(
          new Source<>(
              (cursor, limit) -> messages.search(tx, query, cursor, limit),
              message -> new Cursor(message.createdAt(), message.id())));
    }
    if (kinds.contains(SearchKind.CONTACT) || kinds.contains(SearchKind.NOTE)) {
      sources.add(
          new Source<>(
              (cursor, limit) -> some(contacts.search(tx, query, cursor, limit), kinds),
              contact -> new Cursor(contact.createdAt(), contact.id())));
    }
    if (kinds.contains(SearchKind.NOTE)) {
      sources.add(
          new Source<>(
              (cursor, limit) -> notes.search(tx, query, cursor, limit),
              note -> new Cursor(note.createdAt(), note.id())));
    }
    if (kinds.contains(SearchKind.POST)) {
      sources.add(
          new Source<>(
              (cursor, limit) -> posts.search(tx, principal.memberId(), query, cursor, limit),
              post -> new Cursor(post.createdAt(), post.id())));
    }
    if (kinds.contains(SearchKind.VOICEMAIL)) {
      sources.add(
          new Source<>(
              (cursor, limit) -> voicemails.search(tx, principal.memberId(), query, cursor, limit),
              voicemail -> new Cursor(voicemail.createdAt(), voicemail.id())));
    }
    return sources;
  }

  /// Contacts are found by what is in their notes too; who asks for one of the two gets that.
  private static Page<Hit<Contact>> some(Page<Hit<Contact>> page, Set<SearchKind> kinds) {
    List<Hit<Contact>> wanted =
        page.items().stream()
            .filter(
                hit ->
                    kinds.contains(
                        SearchJson.inNotes(
                                hit.found(), Contacts.searched(hit.found()), hit.highlights())
                            ? SearchKind.NOTE
                            : SearchKind.CONTACT))
            .toList();
    return new Page<>(wanted, page.nextCursor());
  }
}
