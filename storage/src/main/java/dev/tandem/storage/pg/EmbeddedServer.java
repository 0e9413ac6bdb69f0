package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our own Postgres in the data directory: loopback only, passwords by SCRAM, every commit on the
/// disk, started again when it ends by itself.
public final class EmbeddedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final String DATABASE = "tandem";
  private static final String OWNER = "tandem_owner";
  private static final Duration STOP = Duration.ofSeconds(8);

  /// Pauses before the server is started again after it ended by itself; the last one repeats.
  private static final List<Duration> PAUSES =
      List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(5));

  private final PostgresPrograms programs;
  private final Path directory;
  private final DirectoryLock lock;
  private final Endpoint endpoint;
  private final DiskReserve reserve;
  private final Thread hook;
  private Postmaster postmaster;
  private boolean stopping;

  private EmbeddedServer(
      PostgresPrograms programs,
      Path directory,
      DirectoryLock lock,
      Endpoint endpoint,
      DiskReserve reserve,
      Postmaster postmaster) {
    this.reserve = reserve;
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
      DiskReserve reserve = new DiskReserve(directory);
      Postmaster postmaster = Postmaster.start(programs, directory, OptionalInt.empty());
      Endpoint endpoint = Endpoint.local(postmaster.port(), DATABASE, OWNER, passwords.owner());
      EmbeddedServer server =
          new EmbeddedServer(programs, directory, lock, endpoint, reserve, postmaster);
      Runtime.getRuntime().addShutdownHook(server.hook);
      server.watch(postmaster);
      var _ = Thread.ofVirtual().name("postgres-room").start(server::watchTheDisk);
      return server;
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /// Where the server of a gateway listens that is at work in this directory; empty when none is.
  public static Optional<Endpoint> atWork(Path dataDirectory) {
    if (!DirectoryLock.isHeld(dataDirectory)) {
      return Optional.empty();
    }
    try {
      int port =
          PostmasterFile.port(dataDirectory.resolve("postgres"))
              .orElseThrow(
                  () ->
                      StorageException.fatal(
                          "a gateway starts or stops in " + dataDirectory + "; try again"));
      return Optional.of(
          Endpoint.local(port, DATABASE, OWNER, ServerPasswords.read(dataDirectory).owner()));
    } catch (IOException e) {
      throw StorageException.fatal("cannot read where the embedded Postgres listens", e);
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

  /// A server that ends without being asked, killed or out of room, is started again on the port it
  /// had: sessions open anew, and what was committed is there.
  private void watch(Postmaster running) {
    var _ =
        running
            .process()
            .onExit()
            .thenRun(() -> Thread.ofVirtual().name("postgres-again").start(this::again));
  }

  private void again() {
    for (int attempt = 0; !startedAgain(); attempt++) {
      try {
        Thread.sleep(PAUSES.get(Math.min(attempt + 1, PAUSES.size() - 1)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// Also true when nobody wants it any more.
  private synchronized boolean startedAgain() {
    if (stopping) {
      return true;
    }
    LOG.error("Postgres ended by itself; starting it again");
    try {
      postmaster = Postmaster.start(programs, directory, OptionalInt.of(endpoint.port()));
    } catch (StorageException e) {
      LOG.error("Postgres does not start yet; {} says why", Postmaster.log(directory));
      return false;
    }
    LOG.info("Postgres runs again");
    watch(postmaster);
    return true;
  }

  private void watchTheDisk() {
    try {
      while (looked()) {
        Thread.sleep(DiskReserve.EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// False when nobody wants to know any more.
  private synchronized boolean looked() {
    if (!stopping) {
      reserve.check(postmaster.process());
    }
    return !stopping;
  }

  /// Lets sessions end, then insists.
  private synchronized void stop() {
    stopping = true;
    ProcessHandle process = postmaster.process();
    if (!process.isAlive()) {
      return;
    }
    process.destroy();
    try {
      process.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
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
