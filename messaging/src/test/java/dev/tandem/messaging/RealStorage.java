package dev.tandem.messaging;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
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

/// Gives tests the one storage of this test run, on its own embedded server. Tests keep apart by
/// workspace.
public final class RealStorage implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Opened.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(RealStorage.class))
        .getOrComputeIfAbsent("opened", _ -> Opened.make(), Opened.class);
  }

  /// The storage with what it was made from.
  public record Opened(Vertx vertx, Path directory, Storage storage) implements AutoCloseable {

    public static Opened make() {
      try {
        Path directory = Files.createTempDirectory("tandem-messaging-test");
        Vertx vertx = Vertx.vertx();
        return new Opened(vertx, directory, Storage.open(vertx, StorageSettings.in(directory)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      storage.close();
      vertx.close().await();
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
