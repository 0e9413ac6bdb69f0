package dev.tandem.gateway.edge.json;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditEntry;
import dev.tandem.storage.audit.SignedHead;
import dev.tandem.storage.seal.TreeHash;
import dev.tandem.storage.workspace.Members;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The audit log as JSON. Hashes are base64, as in checkpoints.
public final class AuditJson {
  private AuditJson() {}

  /// Entries, with their actors' names as they are now.
  public static JsonArray entries(Tenant tx, List<AuditEntry> entries) {
    Map<UUID, String> names = new HashMap<>();
    new Members().all(tx).forEach(member -> names.put(member.id(), member.name().value()));
    JsonArray array = new JsonArray();
    entries.forEach(entry -> array.add(entry(entry, names)));
    return array;
  }

  private static JsonObject entry(AuditEntry entry, Map<UUID, String> names) {
    JsonObject detail = new JsonObject();
    entry.detail().values().forEach(detail::put);
    return new JsonObject()
        .put("number", entry.number())
        .put("at", Words.time(entry.at()))
        .put(
            "actor",
            entry
                .actorId()
                .map(
                    id ->
                        new JsonObject().put("member_id", id.toString()).put("name", names.get(id)))
                .orElse(null))
        .put("action", entry.action())
        .put("subject_id", Words.id(entry.subjectId()))
        .put("detail", detail);
  }

  /// A tree head; `checkpoint` is its signed text.
  public static JsonObject head(SignedHead signed) {
    return new JsonObject()
        .put("origin", signed.head().origin())
        .put("size", signed.head().size())
        .put("root", hash(signed.head().root()))
        .put("at", Words.time(signed.head().at()))
        .put("checkpoint", signed.text());
  }

  public static JsonArray proof(List<TreeHash> hashes) {
    return new JsonArray(hashes.stream().map(AuditJson::hash).toList());
  }

  public static String hash(TreeHash hash) {
    return Base64.getEncoder().encodeToString(hash.bytes());
  }
}
