package dev.tandem.storage.pg;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.Secret;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The embedded server's random passwords, in a file that only its owner may read: superuser first,
/// owner second.
record ServerPasswords(Secret<String> superuser, Secret<String> owner) {
  private static final String FILE = "postgres.passwords";

  static ServerPasswords read(Path dataDirectory) {
    Path file = dataDirectory.resolve(FILE);
    try {
      List<String> lines = Files.readAllLines(file, US_ASCII);
      if (lines.size() == 2) {
        return new ServerPasswords(Secret.of(lines.get(0)), Secret.of(lines.get(1)));
      }
    } catch (IOException e) {
      throw StorageException.fatal(
          "cannot read " + file + ", which opens the embedded database", e);
    }
    throw StorageException.fatal(file + " is damaged; put it back from its backup");
  }

  static ServerPasswords create(Path dataDirectory) {
    ServerPasswords made =
        new ServerPasswords(KeyBytes.random().asText(), KeyBytes.random().asText());
    try {
      Path draft =
          privateFile(dataDirectory, made.superuser.reveal() + "\n" + made.owner.reveal() + "\n");
      Files.move(draft, dataDirectory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw StorageException.fatal("cannot write into " + dataDirectory + ": " + e.getMessage(), e);
    }
    return made;
  }

  /// A file of its own that nobody else can read, from its first byte on.
  static Path privateFile(Path directory, String content) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return Files.writeString(
        Files.createTempFile(directory, "private-", "", mode), content, US_ASCII);
  }
}
