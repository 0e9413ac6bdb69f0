package dev.tandem.storage;

import org.jspecify.annotations.Nullable;

/// The database, a key or the data directory is not as it must be. The message says what to do and
/// never carries stored content.
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private StorageException(String message, @Nullable Throwable cause, boolean retryable) {
    super(message, cause);
    this.retryable = retryable;
  }

  /// Somebody has to act before it can work.
  public static StorageException fatal(String message) {
    return new StorageException(message, null, false);
  }

  public static StorageException fatal(String message, Throwable cause) {
    return new StorageException(message, cause, false);
  }

  /// The same may work a moment later: the database was away or busy.
  public static StorageException retryable(String message, Throwable cause) {
    return new StorageException(message, cause, true);
  }

  public boolean retryable() {
    return retryable;
  }
}
