package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.ConfigReader;
import dev.tandem.storage.SealedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.keys.KeyLimits;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What a command does on the storage without a gateway: on a virtual thread, because stores block,
/// and with a Vert.x of its own.
final class StorageWork {
  private StorageWork() {}

  /// Reads the settings, does `work` and answers what it answers; what it throws is thrown.
  static int run(
      String name, Map<String, String> environment, BiFunction<Config, Vertx, Integer> work) {
    Config config = ConfigReader.read(environment);
    LogLevel.set("warn");
    Vertx vertx = Vertx.vertx();
    CompletableFuture<Integer> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                done.complete(work.apply(config, vertx));
              } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
              }
            });
    try {
      return done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /// The same with the opened storage, beside a gateway that is at work if one is, on the database
  /// server that it runs.
  static int beside(String name, Map<String, String> environment, Function<Storage, Integer> work) {
    return run(
        name,
        environment,
        (config, vertx) -> {
          try (SealedStorage sealed =
                  SealedStorage.beside(
                      vertx,
                      Foundation.settings(config),
                      InstantSource.system(),
                      KeyLimits.STANDARD);
              Storage storage = sealed.unsealAsItIs()) {
            return work.apply(storage);
          }
        });
  }
}
