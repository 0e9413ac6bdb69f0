package dev.tandem.storage;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one storage of this test run, opened on its own embedded server in a temporary
/// directory. Tests share it and keep apart by workspace.
public final class SharedStorage implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Storage.class || type == SharedStorage.Opened.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Opened opened =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(SharedStorage.class))
            .getOrComputeIfAbsent("opened", key -> Opened.make(), Opened.class);
    return parameter.getParameter().getType() == Storage.class ? opened.storage() : opened;
  }

  /// The storage with what it was made from.
  public record Opened(Vertx vertx, StorageSettings settings, Storage storage)
      implements AutoCloseable {

    static Opened make() {
      try {
        StorageSettings settings =
            StorageSettings.in(Files.createTempDirectory("tandem-storage-test"));
        Vertx vertx = Vertx.vertx();
        return new Opened(vertx, settings, Storage.open(vertx, settings));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      storage.close();
      vertx.close().toCompletionStage().toCompletableFuture().join();
      delete(settings.dataDirectory());
    }
  }

  public static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
