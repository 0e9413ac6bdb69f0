package dev.tandem.storage.search;

import dev.tandem.storage.Tenant;

/// Whether a workspace's words are indexed at all. It is on until somebody turns it off.
public final class SearchSwitch {
  public boolean isOn(Tenant tx) {
    return tx.sql()
        .one("SELECT searchable FROM tenant.workspace")
        .map(row -> row.getBoolean("searchable"))
        .orElse(false);
  }

  /// True when it was the other way before. What is indexed from then on follows at once; the rest
  /// is work that goes on behind: forgetting what is indexed, or indexing what is there.
  public boolean turn(Tenant tx, boolean on) {
    return tx.sql().change("UPDATE tenant.workspace SET searchable = $1 WHERE searchable <> $1", on)
        == 1;
  }
}
