package dev.tandem.storage.pg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps our own Postgres from filling its disk to the last byte, where it would stop for readers
/// too. When little room is left, new transactions may only read; once there is room again they
/// write as before. The server itself enforces it, for all its sessions, through a setting that it
/// reads anew on SIGHUP.
final class DiskReserve {
  private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);

  /// Below this many bytes nothing more is written: two segments of the write-ahead log, what is
  /// under way, and what a start after a crash needs.
  private static final long LITTLE = 64L << 20;

  /// From here on it is written again.
  private static final long ENOUGH = 80L << 20;

  /// How often somebody looks.
  static final Duration EVERY = Duration.ofMillis(500);

  private final Path settings;
  private boolean readOnly;

  /// Writing is allowed to begin with.
  DiskReserve(Path directory) {
    this.settings = directory.resolve("postgresql.auto.conf");
    write(false);
  }

  /// Looks at the room that is left and tells the server when that changes what it may do.
  void check(ProcessHandle server) {
    long left = left();
    if (left < LITTLE && !readOnly && tell(server, true)) {
      LOG.error("The disk of {} is nearly full: nothing is written until there is room", settings);
    } else if (left > ENOUGH && readOnly && tell(server, false)) {
      LOG.info("There is room on the disk again: writing goes on");
    }
  }

  private long left() {
    try {
      return Files.getFileStore(settings.getParent()).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE; // Nobody knows; Postgres will say.
    }
  }

  private boolean tell(ProcessHandle server, boolean only) {
    if (!write(only)) {
      return false;
    }
    try {
      boolean told =
          new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).start().waitFor() == 0;
      readOnly = told ? only : readOnly;
      return told;
    } catch (IOException e) {
      LOG.warn("Postgres was not told to read its settings");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean write(boolean only) {
    String text = "# Written by Tandem.\n" + (only ? "default_transaction_read_only = on\n" : "");
    try {
      Path making = settings.resolveSibling("postgresql.auto.conf.making");
      Files.writeString(making, text);
      Files.move(making, settings, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      LOG.warn("The settings of Postgres cannot be written");
      return false;
    }
  }
}
