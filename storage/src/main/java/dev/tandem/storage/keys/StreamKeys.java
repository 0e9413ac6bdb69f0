package dev.tandem.storage.keys;

import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.StreamOpener;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/// How a blob's row says what opens its stream. A row has a sealed `stream_key`; one from before
/// schema 12 has the number of a data key and a header instead, until it is sealed anew.
public final class StreamKeys {
  /// What old streams' bindings named; which class of key it was is the key number's matter.
  private static final SealedColumn CHUNKS = new SealedColumn("blob", "chunks", KeyClass.MEDIA);

  private StreamKeys() {}

  /// Where new streams' keys stand.
  public static SealedColumn column(KeyClass keys) {
    return new SealedColumn("blob", "stream_key", keys);
  }

  /// Needs the columns `stream_key`, `key_number` and `header`.
  public static StreamOpener open(Vault vault, UUID blob, Row row) {
    return row.getBuffer("stream_key") == null
        ? openOld(vault, blob, row)
        : vault.openStream(column(KeyClass.MEDIA), blob, Sql.bytes(row, "stream_key"));
  }

  private static StreamOpener openOld(Vault vault, UUID blob, Row row) {
    return vault.openStream(CHUNKS, blob, row.getInteger("key_number"), Sql.bytes(row, "header"));
  }

  /// An old row's `stream_key`.
  static byte[] wrapOld(Vault vault, UUID blob, Row row) {
    KeyClass keys = vault.keyClass(row.getInteger("key_number"));
    return vault.wrap(openOld(vault, blob, row), column(keys), blob);
  }
}
