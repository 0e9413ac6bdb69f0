package dev.tandem.storage.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tandem.storage.keys.AuditKeys;
import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.pg.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// The columns of an entry, as the tree and the chain see them: the detail stays sealed, so that a
/// proof can be checked without a key.
record StoredEntry(
    UUID workspace,
    long number,
    Instant at,
    Optional<UUID> actorId,
    String action,
    Optional<UUID> subjectId,
    Buffer detail) {
  private static final byte FORMAT = 1;

  static StoredEntry of(UUID workspace, Row row) {
    return new StoredEntry(
        workspace,
        row.getLong("number"),
        Sql.instant(row, "at"),
        Sql.maybeId(row, "actor_id"),
        row.getString("action"),
        Sql.maybeId(row, "subject_id"),
        row.getBuffer("detail"));
  }

  /// The detail in the clear; `row` has the column `wrapped` too. Throws
  /// [dev.tandem.storage.seal.SealBroken] when it does not open.
  String open(Vault vault, Row row) {
    UUID id = AuditKeys.row(number);
    Buffer wrapped = row.getBuffer("wrapped");
    return wrapped == null
        ? vault.openText(AuditKeys.DETAIL, id, detail.getBytes())
        : vault.openAlone(
            AuditKeys.DETAIL,
            AuditKeys.WRAPPED,
            id,
            new Vault.Alone(detail.getBytes(), wrapped.getBytes()));
  }

  StoredEntry numbered(long other) {
    return new StoredEntry(workspace, other, at, actorId, action, subjectId, detail);
  }

  /// ```
  ///  0        1           17       25             33      50      67               71      71+a
  /// +--------+-----------+--------+--------------+-------+---------+---------------+--------+--------+
  /// | format | workspace | number | microseconds | actor | subject | action length | action | detail |
  /// +--------+-----------+--------+--------------+-------+---------+---------------+--------+--------+
  /// ```
  ///
  /// An absent id is a zero byte and sixteen more, a present one follows a one.
  byte[] bytes() {
    byte[] word = action.getBytes(US_ASCII);
    ByteBuffer out = ByteBuffer.allocate(71 + word.length + detail.length());
    out.put(FORMAT);
    out.putLong(workspace.getMostSignificantBits()).putLong(workspace.getLeastSignificantBits());
    out.putLong(number).putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    put(out, actorId);
    put(out, subjectId);
    out.putInt(word.length).put(word).put(detail.getBytes());
    return out.array();
  }

  private static void put(ByteBuffer out, Optional<UUID> id) {
    UUID present = id.orElseGet(() -> new UUID(0, 0));
    out.put((byte) (id.isPresent() ? 1 : 0));
    out.putLong(present.getMostSignificantBits()).putLong(present.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return "StoredEntry[" + number + "]";
  }
}
