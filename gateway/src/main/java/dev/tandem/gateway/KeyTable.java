package dev.tandem.gateway;

import dev.tandem.storage.keys.KeyAge;
import dev.tandem.storage.keys.KeyAge.DataKeyAge;
import dev.tandem.storage.keys.KeyAge.RootKeyAge;
import dev.tandem.storage.keys.KeyAge.WorkspaceKeyAge;
import dev.tandem.storage.keys.KeyProof.Proof;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Keys as lines for an operator: places, ages and counts, never a key.
final class KeyTable {
  private final PrintWriter out;

  KeyTable(PrintWriter out) {
    this.out = out;
  }

  void roots(List<RootKeyAge> roots) {
    for (RootKeyAge root : roots) {
      out.printf(
          Locale.ROOT,
          "root key   %s  %-12s wraps %d workspaces  %s%n",
          day(root.since()),
          root.installation() ? "in use" : "still needed",
          root.workspaces(),
          root.place());
    }
  }

  void workspace(String id, List<KeyAge> keys) {
    out.println("workspace " + id);
    for (KeyAge key : keys) {
      switch (key) {
        case RootKeyAge root -> roots(List.of(root));
        case WorkspaceKeyAge own ->
            out.println("  workspace key  " + day(own.since()) + "  by " + own.rootKey());
        case DataKeyAge data -> data(data);
      }
    }
  }

  private void data(DataKeyAge key) {
    out.printf(
        Locale.ROOT,
        "  data key %4d  %s  %-8s %s  %d sealed%s%n",
        key.number(),
        day(key.since()),
        key.keyClass().name().toLowerCase(Locale.ROOT),
        key.month(),
        key.sealed(),
        key.retired().map(since -> ", retired " + day(since)).orElse(", in use"));
  }

  /// How many did not open.
  long proof(String id, Proof proof) {
    out.printf(
        Locale.ROOT,
        "workspace %s  %d keys and %d records opened, %d did not%n",
        id,
        proof.keys(),
        proof.values() - proof.broken(),
        proof.broken());
    proof.places().forEach(place -> out.println("  does not open: " + place));
    return proof.broken();
  }

  private static Instant day(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
