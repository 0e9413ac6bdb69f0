package dev.tandem.storage.pg;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.tandem.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One gateway at a time works in a data directory. The kernel drops the lock when the process
/// ends, however it ends.
final class DirectoryLock implements AutoCloseable {
  private final FileChannel file;

  private DirectoryLock(FileChannel file) {
    this.file = file;
  }

  static DirectoryLock take(Path dataDirectory) {
    Path path = dataDirectory.resolve("gateway.lock");
    try {
      FileChannel file = FileChannel.open(path, CREATE, READ, WRITE);
      if (lock(file) == null) {
        file.close();
        throw StorageException.fatal(
            "the data directory "
                + dataDirectory
                + " is in use by another gateway (process "
                + Files.readString(path, StandardCharsets.US_ASCII).strip()
                + "). Stop that one, or give this one another TANDEM_DATA");
      }
      file.truncate(0);
      file.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new DirectoryLock(file);
    } catch (IOException e) {
      throw StorageException.fatal(
          "cannot lock the data directory " + dataDirectory + ": " + e.getMessage(), e);
    }
  }

  /// Whether another process works in the directory. Asking disturbs nobody.
  static boolean isHeld(Path dataDirectory) {
    Path path = dataDirectory.resolve("gateway.lock");
    if (!Files.exists(path)) {
      return false;
    }
    try (FileChannel file = FileChannel.open(path, READ, WRITE)) {
      FileLock free = lock(file);
      if (free == null) {
        return true;
      }
      free.release();
      return false;
    } catch (IOException e) {
      throw StorageException.fatal(
          "cannot look at the lock of the data directory " + dataDirectory, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw StorageException.fatal("cannot release the data directory", e);
    }
  }
}
