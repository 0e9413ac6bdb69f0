package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import java.nio.file.Path;

/// The configured place of the root key, as `TANDEM_ROOT_KEY` writes it: `file:<path>`.
public sealed interface RootKeySource {

  /// A file of 32 bytes, mode 0400.
  record KeyFile(Path path) implements RootKeySource {}

  /// The file that is used when nothing is configured.
  static RootKeySource in(Path dataDirectory) {
    return new KeyFile(dataDirectory.resolve("keys").resolve("root.key"));
  }

  static RootKeySource parse(String text) {
    if (text.startsWith("file:") && text.length() > "file:".length()) {
      return new KeyFile(Path.of(text.substring("file:".length())));
    }
    throw StorageException.fatal(
        "TANDEM_ROOT_KEY must be file:<path>; other places are not supported yet");
  }
}
