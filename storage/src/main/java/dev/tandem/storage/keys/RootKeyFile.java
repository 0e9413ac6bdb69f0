package dev.tandem.storage.keys;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.KeyWrap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/// The root key as a file of 64 hexadecimal digits that only its owner may read.
public final class RootKeyFile implements RootKeyProvider {
  private static final int DIGITS = 64;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path path;
  private final KeyBytes key;

  private RootKeyFile(Path path, KeyBytes key) {
    this.path = path;
    this.key = key;
  }

  /// Reads the key of an existing database. A file that is missing is never replaced: a new key
  /// would open nothing.
  public static RootKeyFile open(Path path) {
    if (!Files.exists(path)) {
      throw StorageException.fatal(
          "the root key file "
              + path
              + " is missing, and the database was sealed with it. Put the file back from its backup; without it"
              + " nothing that is stored can be read");
    }
    refuseOthers(path);
    return new RootKeyFile(path, read(path));
  }

  /// Reads the key of a new database, making it when it is not there yet.
  public static RootKeyFile openOrCreate(Path path) {
    if (!Files.exists(path)) {
      create(path);
    }
    return open(path);
  }

  private static void create(Path path) {
    byte[] digits = KeyBytes.random().asText().reveal().getBytes(StandardCharsets.US_ASCII);
    try {
      Path directory = path.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      write(path, digits);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (IOException e) {
      throw StorageException.fatal(
          "cannot write the root key file " + path + ": " + e.getMessage(), e);
    }
  }

  /// On the disk before the first byte is sealed with it.
  private static void write(Path path, byte[] digits) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    try (FileChannel file =
        posix
            ? FileChannel.open(
                path,
                EnumSet.of(CREATE_NEW, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------")))
            : FileChannel.open(path, CREATE_NEW, WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(digits);
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      file.force(true);
    }
  }

  private static void refuseOthers(Path path) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try {
      Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
      open.retainAll(Files.getPosixFilePermissions(path));
      if (!open.isEmpty()) {
        throw StorageException.fatal(
            "the root key file " + path + " is open to other users. Run: chmod 0400 " + path);
      }
    } catch (IOException e) {
      throw StorageException.fatal("cannot read the mode of the root key file " + path, e);
    }
  }

  private static KeyBytes read(Path path) {
    try {
      String digits = Files.readString(path, StandardCharsets.US_ASCII).strip();
      if (digits.length() == DIGITS) {
        return KeyBytes.of(HexFormat.of().parseHex(digits));
      }
    } catch (IOException e) {
      throw StorageException.fatal(
          "cannot read the root key file " + path + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      // Says nothing of the content: falls through to the message below.
    }
    throw StorageException.fatal(
        "the root key file " + path + " is not 64 hexadecimal digits. Put it back from its backup");
  }

  @Override
  public String name() {
    return "file:" + path;
  }

  @Override
  public byte[] wrap(KeyBytes other, String context) {
    return KeyWrap.wrap(key, other, context);
  }

  @Override
  public KeyBytes unwrap(byte[] wrapped, String context) {
    return KeyWrap.unwrap(key, wrapped, context);
  }
}
