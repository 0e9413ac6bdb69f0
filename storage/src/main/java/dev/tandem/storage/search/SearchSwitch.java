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

  /// Turning it off forgets every indexed word. Turning it on again indexes what is written from
  /// then on.
  public void turn(Tenant tx, boolean on) {
    tx.sql().run("UPDATE tenant.workspace SET searchable = $1", on);
    if (!on) {
      tx.sql().run("DELETE FROM tenant.search_word");
      tx.sql().run("DELETE FROM tenant.search_tail");
      tx.sql().run("DELETE FROM tenant.search_posting");
      tx.sql().run("DELETE FROM tenant.search_segment");
    }
  }
}
