package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that goes on after its gateway was killed. It is stopped in the clean way, which keeps
/// every commit; whoever calls holds the directory's lock, so no living gateway works with it.
final class LeftoverServer {
  private static final Logger LOG = LoggerFactory.getLogger(LeftoverServer.class);

  private final PostgresPrograms programs;
  private final Path directory;

  LeftoverServer(PostgresPrograms programs, Path directory) {
    this.programs = programs;
    this.directory = directory;
  }

  void stop() {
    try {
      OptionalLong pid = PostmasterFile.pid(directory);
      if (pid.isEmpty()) {
        return;
      }
      Optional<ProcessHandle> process =
          ProcessHandle.of(pid.getAsLong()).filter(ProcessHandle::isAlive);
      if (process.isEmpty()) {
        return; // Postgres sees by itself that its file is stale.
      }
      if (isPostgres(process.get())) {
        LOG.info("stopping the database server that an earlier gateway left running");
        stopCleanly();
      } else {
        // After a restart of the machine or the container another program can have the old number,
        // and Postgres
        // would take it for itself.
        Files.deleteIfExists(PostmasterFile.in(directory));
      }
    } catch (IOException e) {
      throw StorageException.fatal("cannot read " + PostmasterFile.in(directory), e);
    }
  }

  /// A process that has ended but that nobody waited for, as in containers without an init, has no
  /// command.
  private static boolean isPostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
        .orElse(false);
  }

  private void stopCleanly() {
    PostgresProcess.run(
        "stopping the database server that an earlier gateway left running",
        "",
        List.of(
            programs.program("pg_ctl").toString(),
            "stop",
            "--pgdata=" + directory,
            "--mode=fast",
            "--wait",
            "--timeout=50"));
  }
}
