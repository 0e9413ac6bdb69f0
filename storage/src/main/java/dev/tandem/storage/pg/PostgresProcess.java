package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs Postgres' programs. They refuse to run as root; there they get a user namespace of their
/// own, in which they are nobody in particular, and in which the files they own are still root's.
final class PostgresProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final int TAIL = 600;

  private PostgresProcess() {}

  /// `apart`: in a session of its own, so that a Ctrl-C at the gateway's terminal does not reach
  /// it.
  static ProcessBuilder prepare(boolean apart, List<String> command) {
    List<String> all = new ArrayList<>();
    if (apart && Files.isExecutable(SETSID)) {
      all.add(SETSID.toString());
    }
    if ("root".equals(System.getProperty("user.name"))) {
      all.addAll(List.of("unshare", "-U"));
    }
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    // Settings of somebody else's Postgres must not reach ours.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    builder.environment().put("LANG", "C");
    return builder;
  }

  /// Runs to the end and fails with the tail of what was printed.
  static void run(String what, String input, List<String> command) {
    try {
      Process process = prepare(false, command).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.US_ASCII));
      }
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw StorageException.fatal(what + " failed: " + tail(printed));
      }
    } catch (IOException e) {
      throw StorageException.fatal(
          what
              + " failed: "
              + e.getMessage()
              + ". Where user namespaces are forbidden, run the gateway as an ordinary user or set"
              + " TANDEM_DATABASE_URL",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.retryable(what + " was interrupted", e);
    }
  }

  static String tail(String printed) {
    String text = printed.strip();
    return text.length() <= TAIL ? text : "…" + text.substring(text.length() - TAIL);
  }
}
