package dev.tandem.gateway;

import dev.tandem.storage.Keychain;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.audit.HeadLog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what audit logs were not told yet of turned keys, then signs and keeps the logs' tree
/// heads: after the start, each hour, and when the gateway stops, wherever something was added.
final class HeadKeeper implements AutoCloseable {
  /// How often [#keep()] is to be called.
  static final Duration TURN = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(HeadKeeper.class);

  private final Keychain keys;
  private final HeadLog heads;

  HeadKeeper(Keychain keys, HeadLog heads) {
    this.keys = keys;
    this.heads = heads;
  }

  synchronized void keep() {
    try {
      int _ = keys.tellAuditLogs();
      int kept = heads.keep();
      LOG.debug("Kept {} tree heads", kept);
    } catch (StorageException e) {
      LOG.warn("Keeping the audit logs' heads waits for the database", e);
    }
  }

  @Override
  public void close() {
    keep();
  }
}
