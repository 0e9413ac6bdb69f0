package dev.tandem.storage.keys.pkcs11;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// Where the PIN of a token is read from, each time that it is needed.
sealed interface PinSource {
  /// A file that only its owner may read; a line end after the PIN does not count.
  record PinFile(Path path) implements PinSource {}

  /// A variable of the environment.
  record PinVariable(String variable) implements PinSource {}

  static PinSource parse(String text) {
    if (text.startsWith("file:") && text.length() > "file:".length()) {
      String path = text.substring("file:".length());
      return new PinFile(Path.of(path.startsWith("///") ? path.substring(2) : path));
    }
    if (text.startsWith("env:") && text.length() > "env:".length()) {
      return new PinVariable(text.substring("env:".length()));
    }
    throw TokenUri.wrong();
  }

  default Secret<String> read() {
    String pin =
        switch (this) {
          case PinFile(Path path) -> file(path);
          case PinVariable(String variable) -> System.getenv().getOrDefault(variable, "");
        };
    if (pin.isEmpty()) {
      throw StorageException.fatal("there is no PIN in " + this);
    }
    return Secret.of(pin);
  }

  private static String file(Path path) {
    try {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Set<PosixFilePermission> open =
            EnumSet.complementOf(
                EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE));
        open.retainAll(Files.getPosixFilePermissions(path));
        if (!open.isEmpty()) {
          throw StorageException.fatal(
              "the PIN file " + path + " is open to other users. Run: chmod 0400 " + path);
        }
      }
      return Files.readString(path, StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw StorageException.fatal(
          "cannot read the PIN file " + path + " (" + e.getClass().getSimpleName() + ")", e);
    }
  }
}
