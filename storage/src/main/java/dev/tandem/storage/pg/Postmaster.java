package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// One running server of ours: its first process, and the port it listens on.
record Postmaster(ProcessHandle process, int port) {
  private static final Duration START = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 4;

  /// What differs from Postgres' defaults. `fsync` and `full_page_writes` stay on.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "shared_buffers", "64MB",
          "max_connections", "60",
          "password_encryption", "scram-sha-256",
          "jit", "off",
          "log_min_error_statement", "panic",
          "log_checkpoints", "off",
          "timezone", "UTC");

  /// The server's words, beside its directory.
  static Path log(Path directory) {
    return directory.resolveSibling("postgres.log");
  }

  /// Starts it on the port, or on any that is free. Tries again when another program took the port
  /// in between, or when what is left of a server that was killed is still going.
  static Postmaster start(PostgresPrograms programs, Path directory, OptionalInt port) {
    Path log = log(directory);
    for (int attempt = 1; ; attempt++) {
      try {
        int wanted = port.isPresent() ? port.getAsInt() : freePort();
        Process process = command(programs, directory, wanted, log).start();
        if (PostmasterFile.awaitReady(directory, process, START)) {
          return new Postmaster(process.toHandle(), wanted);
        }
        process.destroyForcibly();
      } catch (IOException e) {
        throw StorageException.fatal("cannot start the embedded Postgres: " + e.getMessage(), e);
      }
      if (attempt == ATTEMPTS) {
        throw StorageException.fatal(
            "the embedded Postgres does not start; " + log + " ends with: " + ending(log));
      }
    }
  }

  private static ProcessBuilder command(
      PostgresPrograms programs, Path directory, int port, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(programs.program("postgres").toString());
    command.addAll(List.of("-D", directory.toString(), "-c", "port=" + port));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    if (Files.exists(log) && Files.size(log) > 4_000_000) {
      Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return PostgresProcess.prepare(true, command)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private static String ending(Path log) {
    try {
      return PostgresProcess.tail(Files.readString(log));
    } catch (IOException e) {
      return "(unreadable)";
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
