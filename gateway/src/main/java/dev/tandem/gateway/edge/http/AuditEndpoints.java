package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.AuditJson;
import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditEntry;
import dev.tandem.storage.audit.AuditFilter;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.audit.HeadLog;
import dev.tandem.storage.audit.SignedHead;
import dev.tandem.storage.audit.TreeHead;
import dev.tandem.storage.seal.VerifyingKey;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The workspace's audit log, for its owners and admins: what was done, and the proofs that it was
/// not changed since.
public final class AuditEndpoints {
  private final Storage storage;
  private final AuditLog log = new AuditLog();
  private final HeadLog heads;
  private final int pageItems;
  private final int defaultPageItems;

  public AuditEndpoints(Storage storage, int pageItems, int defaultPageItems) {
    this.storage = storage;
    this.heads = new HeadLog(storage);
    this.pageItems = pageItems;
    this.defaultPageItems = defaultPageItems;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        get("/audit", "What was done in the workspace, the newest first", this::list),
        get("/audit/head", "The log's tree head now, signed", this::head),
        get("/audit/heads", "The tree heads that were kept, the newest first", this::heads),
        get("/audit/key", "The public key that tree heads are signed with", this::key),
        get("/audit/inclusion", "Prove that an entry is in the tree", this::inclusion),
        get("/audit/consistency", "Prove that a tree grew out of an older one", this::consistency),
        get(
            "/audit/installation",
            "Prove that the newest kept head is in the installation's public log",
            this::installation));
  }

  private static Route get(String path, String summary, Route.Endpoint endpoint) {
    return new Route(HttpMethod.GET, path, Access.ADMIN, Tenancy.WORKSPACE, summary, endpoint);
  }

  private Reply list(Ask ask) {
    AuditFilter filter =
        new AuditFilter(
            ask.parameter("actor").map(AuditEndpoints::member),
            ask.parameter("action").map(AuditEndpoints::action),
            ask.parameter("from").map(text -> time("from", text)),
            ask.parameter("until").map(text -> time("until", text)));
    int limit = limit(ask);
    long before = before(ask);
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          Page<AuditEntry> page = log.page(tx, filter, before, limit);
          return Reply.page(AuditJson.entries(tx, page.items()), page.nextCursor());
        });
  }

  private static UUID member(String text) {
    return Fields.id(text).orElseThrow(() -> Refusal.field("actor", "must be a member's id"));
  }

  private static AuditAction action(String word) {
    return AuditAction.of(word)
        .orElseThrow(
            () -> Refusal.field("action", "must be the word of an action, see the contract"));
  }

  private static Instant time(String field, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.field(field, "must be a time such as 2026-11-21T12:00:00Z");
    }
  }

  private int limit(Ask ask) {
    return ask.limit(defaultPageItems, pageItems);
  }

  private static long before(Ask ask) {
    try {
      return ask.cursor().map(Long::parseLong).orElse(Long.MAX_VALUE);
    } catch (NumberFormatException e) {
      throw Ask.badCursor();
    }
  }

  private Reply head(Ask ask) {
    return Reply.ok(
        AuditJson.head(
            storage.inWorkspace(
                ask.principal().workspace(), tx -> log.head(tx, storage.auditKey()))));
  }

  private Reply heads(Ask ask) {
    int limit = limit(ask);
    long before = before(ask);
    return Reply.page(
        storage.inWorkspace(ask.principal().workspace(), tx -> heads.page(tx, before, limit)),
        kept -> AuditJson.head(kept.head()).put("leaf", kept.leaf()));
  }

  private Reply key(Ask ask) {
    VerifyingKey key = storage.auditKey().verifying();
    String origin = TreeHead.origin(ask.principal().workspace());
    return Reply.ok(
        new JsonObject()
            .put("public_key", Base64.getEncoder().encodeToString(key.bytes()))
            .put("workspace_verifier", key.noteKey(origin))
            .put("installation_verifier", key.noteKey(TreeHead.INSTALLATION)));
  }

  private Reply inclusion(Ask ask) {
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          long now = log.head(tx, storage.auditKey()).head().size();
          long size = number(ask, "size", 1, now, Optional.of(now));
          long entry = number(ask, "entry", 1, size, Optional.empty());
          return Reply.ok(
              new JsonObject()
                  .put("entry", entry)
                  .put("size", size)
                  .put("leaf", log.leaf(tx, entry).map(AuditJson::hash).orElse(null))
                  .put("proof", AuditJson.proof(log.inclusion(tx, entry, size))));
        });
  }

  private Reply consistency(Ask ask) {
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          long now = log.head(tx, storage.auditKey()).head().size();
          long to = number(ask, "to", 1, now, Optional.of(now));
          long from = number(ask, "from", 1, to, Optional.empty());
          return Reply.ok(
              new JsonObject()
                  .put("from", from)
                  .put("to", to)
                  .put("proof", AuditJson.proof(log.consistency(tx, from, to))));
        });
  }

  /// With `from`, also that the installation's log grew out of an older one of that size.
  private Reply installation(Ask ask) {
    Optional<HeadLog.Kept> kept = storage.inWorkspace(ask.principal().workspace(), heads::newest);
    SignedHead newest = heads.newest().orElseThrow(Refusal::notFound);
    long size = newest.head().size();
    JsonObject json = AuditJson.head(newest).putNull("kept").putNull("consistency");
    kept.filter(head -> head.leaf() <= size)
        .ifPresent(
            head ->
                json.put(
                    "kept",
                    AuditJson.head(head.head())
                        .put("leaf", head.leaf())
                        .put("proof", AuditJson.proof(heads.inclusion(head.leaf(), size)))));
    if (ask.parameter("from").isPresent()) {
      long from = number(ask, "from", 1, size, Optional.empty());
      JsonArray proof = AuditJson.proof(heads.consistency(from, size));
      json.put(
          "consistency", new JsonObject().put("from", from).put("to", size).put("proof", proof));
    }
    return Reply.ok(json);
  }

  private static long number(Ask ask, String name, long min, long max, Optional<Long> fallback) {
    Optional<String> text = ask.parameter(name);
    if (text.isEmpty() && fallback.isPresent() && fallback.get() >= min) {
      return fallback.get();
    }
    try {
      long value = Long.parseLong(text.orElse(""));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw Refusal.field(
        name,
        max < min
            ? "names nothing yet: the log is empty"
            : "must be a whole number from %d to %d".formatted(min, max));
  }
}
