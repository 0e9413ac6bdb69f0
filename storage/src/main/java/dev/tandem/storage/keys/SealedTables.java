package dev.tandem.storage.keys;

import java.util.List;

/// Where sealed records are: every column of schema `tenant` whose values the stores seal one by
/// one. A test compares it with the catalogue, so that none is forgotten when keys turn.
///
/// Not among them, because their bytes never change: streams' chunks and the audit log's details.
/// Each has a key of its own, and that is what is sealed here (`blob.stream_key`,
/// `audit_key.wrapped`).
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
          table("carrier_account", "account", "auth_token", "base_url", "more"),
          table("consent_entry", "content"),
          table("phone_number", "e164", "name"),
          table("number_registration", "campaign_name"),
          table("conversation", "participants"),
          table("message", "content", "error_text"),
          table("receipt", "error_text"),
          table("attachment", "source"),
          table("scheduled_text", "content"),
          table("broadcast", "name", "content"),
          table("broadcast_receiver", "content"),
          table("receiver_list", "name", "content"),
          table("note", "content"),
          table("template", "name", "content"),
          table("draft", "content"),
          table("room", "name"),
          table("post", "content"),
          table("inbound_part", "words"),
          table("call", "outside_number"),
          table("blob", "stream_key"),
          table("audit_key", "wrapped"),
          table("voicemail", "from_number", "peaks", "transcript"),
          table("contact", "content", "resource"),
          table("contact_version", "content"),
          table("contact_photo", "content"));

  private SealedTables() {}

  private static SealedTable table(String name, String... columns) {
    return new SealedTable(name, "id", List.of(columns));
  }
}
