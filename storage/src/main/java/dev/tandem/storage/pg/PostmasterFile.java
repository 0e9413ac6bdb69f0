package dev.tandem.storage.pg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// Postgres' `postmaster.pid`: the process on its first line, its port on the fourth, its state on
/// the eighth.
final class PostmasterFile {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  private PostmasterFile() {}

  static Path in(Path directory) {
    return directory.resolve("postmaster.pid");
  }

  static OptionalLong pid(Path directory) throws IOException {
    List<String> lines = lines(directory);
    try {
      return lines.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(lines.getFirst().strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /// The port that a server which takes connections listens on.
  static OptionalInt port(Path directory) throws IOException {
    List<String> lines = lines(directory);
    boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    try {
      return ready
          ? OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
          : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /// Waits until the server says that it takes connections; false when it ended or took too long.
  static boolean awaitReady(Path directory, Process process, Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      List<String> lines = lines(directory);
      if (lines.size() > STATUS_LINE
          && lines.getFirst().strip().equals(Long.toString(process.pid()))
          && lines.get(STATUS_LINE).strip().equals("ready")) {
        return true;
      }
      try {
        if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
          return false;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static List<String> lines(Path directory) throws IOException {
    try {
      return Files.readAllLines(in(directory), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
