package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.ContactJson;
import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.contact.ContactHistory;
import dev.tandem.storage.contact.ContactRestore;
import dev.tandem.storage.contact.ContactVersion;
import dev.tandem.storage.contact.Contacts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// What contacts were before, and how they become it again.
public final class ContactHistoryEndpoints {
  private final Storage storage;
  private final Limits limits;
  private final InstantSource clock;
  private final Contacts contacts = new Contacts();
  private final ContactHistory history = new ContactHistory();
  private final ContactRestore restore = new ContactRestore();
  private final AuditTrail trail = new AuditTrail();

  public ContactHistoryEndpoints(Storage storage, Limits limits, InstantSource clock) {
    this.storage = storage;
    this.limits = limits;
    this.clock = clock;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/contacts/{id}/history",
            Access.MEMBER,
            Tenancy.OBJECT,
            "What a contact was in the last 90 days, the newest first; also of one that was removed",
            this::versions),
        new Route(
            HttpMethod.GET,
            "/contacts/deleted",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Contacts that were deleted in the last 90 days, the last deleted first",
            this::deleted),
        new Route(
            HttpMethod.POST,
            "/contacts/{id}/restore",
            Access.MEMBER,
            Tenancy.OBJECT,
            "Make a contact what it was in a former version",
            this::one),
        new Route(
            HttpMethod.POST,
            "/contacts/restore",
            Access.ADMIN,
            Tenancy.WORKSPACE,
            "Make the address book what it was at a time of the last 90 days",
            this::book));
  }

  private Reply versions(Ask ask) {
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    long before = ask.cursor().map(ContactHistoryEndpoints::cursor).orElse(Long.MAX_VALUE);
    List<ContactVersion> found =
        storage.inWorkspace(
            ask.principal().workspace(),
            tx -> {
              List<ContactVersion> versions = history.versions(tx, ask.id(), before, limit + 1);
              if (versions.isEmpty() && contacts.find(tx, ask.id()).isEmpty()) {
                throw Refusal.notFound();
              }
              return versions;
            });
    return Reply.page(
        Page.cut(found, limit, last -> Long.toString(last.version())), ContactJson::version);
  }

  private Reply deleted(Ask ask) {
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    long before = ask.cursor().map(ContactHistoryEndpoints::cursor).orElse(Long.MAX_VALUE);
    List<ContactHistory.Deleted> found =
        storage.inWorkspace(
            ask.principal().workspace(), tx -> history.deleted(tx, before, limit + 1));
    return Reply.page(
        Page.cut(found, limit, last -> Long.toString(last.seq())),
        one -> ContactJson.deleted(one.last()));
  }

  private static long cursor(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Ask.badCursor();
    }
  }

  private Reply one(Ask ask) {
    Fields fields = ask.fields();
    long version = fields.integer("version", 1, Long.MAX_VALUE);
    boolean known =
        storage.inWorkspace(
            ask.principal().workspace(),
            tx ->
                contacts.find(tx, ask.id()).isPresent()
                    || !history.versions(tx, ask.id(), Long.MAX_VALUE, 1).isEmpty());
    if (!known) {
      throw Refusal.notFound();
    }
    fields.done();
    return ContactEndpoints.shown(
        200,
        storage.inWorkspace(
            ask.principal().workspace(),
            tx -> {
              contacts.find(tx, ask.id()).ifPresent(now -> ETag.check(ask, now));
              return restore
                  .version(tx, ask.id(), version, ContactAsk.author(ask))
                  .orElseThrow(Refusal::notFound);
            }));
  }

  private Reply book(Ask ask) {
    Fields fields = ask.fields();
    Instant at = time(fields);
    fields.done();
    ContactRestore.Restored restored =
        restore.book(storage, ask.principal().workspace(), at, ContactAsk.author(ask));
    storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          trail.add(
              tx,
              ask.principal(),
              AuditAction.CONTACTS_RESTORED,
              Optional.of(ask.principal().workspace().value()),
              AuditDetail.of(Field.DAY, at.toString()));
          return at;
        });
    return Reply.ok(
        new JsonObject()
            .put("brought_back", restored.broughtBack())
            .put("changed_back", restored.changedBack())
            .put("removed", restored.removed())
            .put("undo_at", restored.undoAt().toString()));
  }

  private Instant time(Fields fields) {
    String text = fields.text("at", 1, 40);
    Instant now = clock.instant();
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      if (at.isBefore(now) && at.isAfter(now.minus(ContactHistory.KEPT))) {
        return at;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    if (!text.isEmpty()) {
      fields.fault("at", "must be a time of the last 90 days, as 2026-01-31T12:00:00Z");
    }
    return now;
  }
}
