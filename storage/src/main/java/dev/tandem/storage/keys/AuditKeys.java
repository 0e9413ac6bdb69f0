package dev.tandem.storage.keys;

import java.util.UUID;

/// Where the audit log's details and their keys are. The tree and the chain cover the sealed
/// detail, so it can never be sealed anew; its key stands outside the log.
public final class AuditKeys {
  public static final SealedColumn DETAIL =
      new SealedColumn("audit_entry", "detail", KeyClass.ACCOUNT);

  /// What opens a detail. Entries from before schema 12 have none until their data key turns.
  public static final SealedColumn WRAPPED =
      new SealedColumn("audit_key", "wrapped", KeyClass.ACCOUNT);

  /// Entries `e` with their keys `k`.
  public static final String JOINED =
      "tenant.audit_entry e LEFT JOIN tenant.audit_key k ON k.id = lpad(to_hex(e.number), 32, '0')::uuid";

  private AuditKeys() {}

  /// Entries have no id but their number.
  public static UUID row(long number) {
    return new UUID(0, number);
  }
}
