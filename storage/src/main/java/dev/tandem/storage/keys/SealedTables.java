package dev.tandem.storage.keys;

import java.util.List;

/// Where sealed records are: every column of schema `tenant` whose values the stores seal one by
/// one. A test compares it with the catalogue, so that none is forgotten when keys turn.
///
/// Not among them, because they cannot be sealed anew where they are: streams, whose chunks readers
/// open while they go (`blob`), and the audit log, whose tree and chain cover the sealed bytes.
/// They stay with the data key that they were sealed with, which cannot be destroyed before they
/// are gone.
public final class SealedTables {
  /// A table, the column that its values' [dev.tandem.storage.seal.Binding] takes the row from, and
  /// its sealed columns.
  public record SealedTable(String name, String id, List<String> columns) {
    public SealedTable {
      columns = List.copyOf(columns);
    }
  }

  public static final List<SealedTable> ALL =
      List.of(
          new SealedTable("workspace", "workspace_id", List.of("name")),
          table("member", "email", "name", "password_hash_sealed"),
          table("device", "name"),
          table("api_key", "name"),
          table("app_password", "name"),
          table("carrier_account", "account", "auth_token", "base_url"),
          table("phone_number", "e164", "name"),
          table("conversation", "participants"),
          table("message", "content", "error_text"),
          table("call", "outside_number"),
          table("voicemail", "from_number", "peaks", "transcript"),
          table("contact", "content", "resource"),
          table("contact_version", "content"),
          table("contact_photo", "content"));

  private SealedTables() {}

  private static SealedTable table(String name, String... columns) {
    return new SealedTable(name, "id", List.of(columns));
  }
}
