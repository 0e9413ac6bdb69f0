package dev.tandem.storage.keys;

import dev.tandem.storage.keys.SealedTables.SealedTable;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.SealBroken;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Shows that the keys of a workspace open, and that its records open with them. Changes nothing.
public final class KeyProof {
  private static final int BATCH = 500;
  private static final int TOLD = 20;
  private static final UUID LAST = new UUID(-1L, -1L);

  private final Keyrings keyrings;

  public KeyProof(Keyrings keyrings) {
    this.keyrings = keyrings;
  }

  /// What was looked at, and what did not open: places, never contents; at most 20 are named.
  public record Proof(int keys, long values, long broken, List<String> places) {
    public Proof {
      places = List.copyOf(places);
    }
  }

  /// Opens every wrapped key by the root key, not from memory, and of each sealed column the newest
  /// `newest` values, or all.
  public Proof of(UUID workspace, OptionalInt newest) {
    Tally tally = new Tally();
    Optional<Keyring> ring = keys(workspace, tally);
    if (ring.isPresent()) {
      for (SealedTable table : SealedTables.ALL) {
        values(workspace, ring.get(), table, newest, tally);
      }
    }
    return new Proof(tally.keys, tally.values, tally.broken, tally.places);
  }

  private Optional<Keyring> keys(UUID workspace, Tally tally) {
    try {
      Keyring ring =
          Sql.transaction(
              keyrings.pool(),
              tx -> KeyTables.read(tx, keyrings.roots(), workspace, KeyTables.WHILE_READ, null));
      tally.keys = 2 + ring.numbers().size();
      return Optional.of(ring);
    } catch (SealBroken e) {
      tally.broken("keys: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void values(
      UUID workspace, Keyring ring, SealedTable table, OptionalInt newest, Tally tally) {
    int limit = newest.orElse(BATCH);
    UUID before = LAST;
    List<SealedRow> batch;
    do {
      UUID from = before;
      batch =
          Sql.inWorkspace(
              keyrings.pool(),
              workspace,
              tx -> {
                List<SealedRow> rows =
                    tx.list(
                        ResealingSql.newest(table), row -> SealedRow.read(table, row), from, limit);
                Vault vault = new Vault(keyrings, ring, tx);
                rows.forEach(row -> open(vault, table, row, tally));
                return rows;
              });
      before = batch.isEmpty() ? before : batch.getLast().id();
    } while (newest.isEmpty() && batch.size() == limit);
  }

  private static void open(Vault vault, SealedTable table, SealedRow row, Tally tally) {
    for (int i = 0; i < table.columns().size(); i++) {
      Optional<Buffer> sealed = row.values().get(i);
      if (sealed.isPresent()) {
        tally.values++;
        try {
          vault.prove(table.name(), table.columns().get(i), row.id(), sealed.get().getBytes());
        } catch (SealBroken e) {
          tally.broken(table.name() + "." + table.columns().get(i) + " of " + row.id());
        }
      }
    }
  }

  private static final class Tally {
    private int keys;
    private long values;
    private long broken;
    private final List<String> places = new ArrayList<>();

    void broken(String place) {
      broken++;
      if (places.size() < TOLD) {
        places.add(place);
      }
    }
  }
}
