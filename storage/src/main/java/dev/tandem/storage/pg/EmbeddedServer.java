package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our own Postgres in the data directory: loopback only, passwords by SCRAM, every commit on the
/// disk.
public final class EmbeddedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final String DATABASE = "tandem";
  private static final String OWNER = "tandem_owner";
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(8);
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

  private final PostgresPrograms programs;
  private final Path directory;
  private final DirectoryLock lock;
  private final Endpoint endpoint;
  private final ProcessHandle postmaster;
  private final Thread hook;

  private EmbeddedServer(
      PostgresPrograms programs,
      Path directory,
      DirectoryLock lock,
      Endpoint endpoint,
      ProcessHandle postmaster) {
    this.programs = programs;
    this.directory = directory;
    this.lock = lock;
    this.endpoint = endpoint;
    this.postmaster = postmaster;
    this.hook = new Thread(this::stop, "postgres-stop");
  }

  /// Starts the server, making its cluster on the first start and stopping one that a killed
  /// gateway left running.
  public static EmbeddedServer start(Path dataDirectory) {
    privateDirectory(dataDirectory);
    DirectoryLock lock = DirectoryLock.take(dataDirectory);
    try {
      PostgresPrograms programs = PostgresPrograms.find(dataDirectory);
      Path directory = dataDirectory.resolve("postgres");
      if (!Files.exists(directory)) {
        makeCluster(programs, dataDirectory, directory);
      }
      ServerPasswords passwords = ServerPasswords.read(dataDirectory);
      new LeftoverServer(programs, directory).stop();
      Started started = launch(programs, directory, dataDirectory.resolve("postgres.log"));
      Endpoint endpoint = Endpoint.local(started.port(), DATABASE, OWNER, passwords.owner());
      EmbeddedServer server =
          new EmbeddedServer(programs, directory, lock, endpoint, started.postmaster());
      Runtime.getRuntime().addShutdownHook(server.hook);
      return server;
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  private static void privateDirectory(Path path) {
    try {
      if (!Files.exists(path)) {
        Files.createDirectories(path);
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
      }
    } catch (IOException e) {
      throw StorageException.fatal(
          "cannot make the data directory " + path + ": " + e.getMessage(), e);
    }
  }

  /// Makes the cluster aside and moves it into place when it is complete, so that a crash leaves no
  /// half of one.
  private static void makeCluster(PostgresPrograms programs, Path dataDirectory, Path directory) {
    Path making = dataDirectory.resolve("postgres.making");
    try {
      PostgresPrograms.delete(making);
      ServerPasswords passwords = ServerPasswords.create(dataDirectory);
      Path passwordFile =
          ServerPasswords.privateFile(dataDirectory, passwords.superuser().reveal());
      try {
        PostgresProcess.run(
            "making the database (initdb)",
            "",
            List.of(
                programs.program("initdb").toString(),
                "--pgdata=" + making,
                "--username=postgres",
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale"));
      } finally {
        Files.delete(passwordFile);
      }
      PostgresProcess.run(
          "making the database's owner",
          "CREATE ROLE "
              + OWNER
              + " LOGIN CREATEROLE PASSWORD '"
              + passwords.owner().reveal()
              + "'\nCREATE DATABASE "
              + DATABASE
              + " OWNER "
              + OWNER
              + "\nREVOKE ALL ON DATABASE "
              + DATABASE
              + " FROM PUBLIC\n",
          List.of(
              programs.program("postgres").toString(),
              "--single",
              "-D",
              making.toString(),
              "postgres"));
      Files.move(making, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StorageException.fatal(
          "cannot make the database in " + dataDirectory + ": " + e.getMessage(), e);
    }
  }

  private record Started(ProcessHandle postmaster, int port) {}

  /// Tries again when another program took the port in between, or when a server that was killed is
  /// still going.
  private static Started launch(PostgresPrograms programs, Path directory, Path log) {
    for (int attempt = 1; ; attempt++) {
      try {
        int port = freePort();
        Process process = command(programs, directory, port, log).start();
        if (PostmasterFile.awaitReady(directory, process, START)) {
          return new Started(process.toHandle(), port);
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

  /// Lets sessions end, then insists.
  private void stop() {
    if (!postmaster.isAlive()) {
      return;
    }
    postmaster.destroy();
    try {
      postmaster.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Postgres waits for somebody's open session; stopping it now");
      new LeftoverServer(programs, directory).stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new AssertionError("an exit does not fail", e);
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the process is ending");
    }
    lock.close();
  }
}
