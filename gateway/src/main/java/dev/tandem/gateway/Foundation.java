package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.tls.Certificates;
import dev.tandem.media.leg.LegLimits;
import dev.tandem.media.leg.VoiceLegs;
import dev.tandem.media.leg.webrtc.WebRtcLegs;
import dev.tandem.storage.SealedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.keys.KeyLimits;
import dev.tandem.storage.keys.RootKeySource;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// What everything else stands on, and what takes the time of a start: the database, the
/// certificate and the native sound library, opened side by side.
///
/// @param door what stood in the public port while the root key was away, if it was
/// @param useCases runs each task on a virtual thread of its own
record Foundation(
    Config config,
    Vertx vertx,
    ExecutorService useCases,
    Storage storage,
    Optional<SealedDoor> door,
    Certificates certificates,
    VoiceLegs legs,
    SecureRandom random,
    InstantSource clock)
    implements AutoCloseable {

  /// Opens all of it; blocks.
  ///
  /// @throws StartFailure where an operator can do something about it
  static Foundation open(Config config) {
    prepareDirectory(config.data());
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops()).setWorkerPoolSize(4));
    ExecutorService useCases =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("use-case-", 0).factory());
    Executor starters = task -> Thread.ofPlatform().name("start").start(task);
    CompletableFuture<Certificates> certificates =
        CompletableFuture.supplyAsync(() -> certificates(config, clock, random), starters);
    CompletableFuture<Unsealing> storage =
        CompletableFuture.supplyAsync(
            () -> storage(config, vertx, certificates, clock, useCases), starters);
    CompletableFuture<VoiceLegs> legs =
        CompletableFuture.supplyAsync(() -> WebRtcLegs.open(LegLimits.standard()), starters);
    try {
      Unsealing open = join(storage);
      return new Foundation(
          config,
          vertx,
          useCases,
          open.storage(),
          open.door(),
          join(certificates),
          join(legs),
          random,
          clock);
    } catch (RuntimeException | Error e) {
      useCases.shutdownNow();
      closeLate(storage, Foundation::closeStorage);
      closeLate(legs, VoiceLegs::close);
      vertx.close();
      throw e;
    }
  }

  private static int eventLoops() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
  }

  private static <T> void closeLate(
      CompletableFuture<T> part, java.util.function.Consumer<T> close) {
    part.handle(
            (opened, failure) -> {
              if (failure == null) {
                close.accept(opened);
              }
              return true;
            })
        .join();
  }

  private static <T> T join(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  private static void prepareDirectory(Path data) {
    try {
      if (!Files.exists(data)) {
        boolean posix = data.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
          Files.createDirectories(
              data,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
          Files.createDirectories(data);
        }
      }
    } catch (AccessDeniedException e) {
      throw noPermission(data, e);
    } catch (IOException e) {
      throw new StartFailure(
          StartFailure.Cause.PERMISSION,
          "The directory "
              + data
              + " cannot be made; check the path, or set TANDEM_DATA to another one.",
          e);
    }
    if (!Files.isDirectory(data) || !Files.isWritable(data)) {
      throw noPermission(data, new AccessDeniedException(data.toString()));
    }
  }

  private static StartFailure noPermission(Path data, Exception cause) {
    return new StartFailure(
        StartFailure.Cause.PERMISSION,
        "The directory "
            + data
            + " may not be written by this user; change its owner, or set TANDEM_DATA.",
        cause);
  }

  private static void closeStorage(Unsealing open) {
    open.door().ifPresent(SealedDoor::shut);
    open.storage().close();
  }

  private static Unsealing storage(
      Config config,
      Vertx vertx,
      CompletableFuture<Certificates> certificates,
      InstantSource clock,
      Executor useCases) {
    return translated(
        () -> {
          SealedStorage sealed =
              SealedStorage.reach(vertx, settings(config), clock, KeyLimits.STANDARD);
          return Unsealing.of(
              sealed,
              why ->
                  SealedDoor.open(config, vertx, join(certificates), sealed, why, clock, useCases));
        });
  }

  /// Where the data is, as configured.
  static StorageSettings settings(Config config) {
    return new StorageSettings(
        config.data(),
        config.database().url(),
        config.rootKey().orElseGet(() -> RootKeySource.in(config.data())),
        config.database().connections(),
        config.blobStore());
  }

  private static <T> T translated(Supplier<T> open) {
    try {
      return open.get();
    } catch (StorageException e) {
      throw StartFailure.of(e);
    }
  }

  private static Certificates certificates(
      Config config, InstantSource clock, SecureRandom random) {
    Optional<Certificates.OwnFiles> own =
        config
            .https()
            .certificate()
            .map(
                files ->
                    new Certificates.OwnFiles(files.certificateFile(), files.privateKeyFile()));
    try {
      return Certificates.open(
          config.data().resolve("tls"), config.https().publicUrl().getHost(), own, clock, random);
    } catch (AccessDeniedException e) {
      throw noPermission(config.data().resolve("tls"), e);
    } catch (IOException e) {
      throw new StartFailure(
          StartFailure.Cause.CONFIGURATION,
          "The certificate in " + config.data().resolve("tls") + " cannot be read or made.",
          e);
    } catch (GeneralSecurityException e) {
      throw new StartFailure(
          StartFailure.Cause.CONFIGURATION, "The certificate cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    useCases.shutdown();
    legs.close();
    storage.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
