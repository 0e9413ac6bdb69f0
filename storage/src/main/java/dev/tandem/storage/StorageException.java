package dev.tandem.storage;

import org.jspecify.annotations.Nullable;

/// The database, a key or the data directory is not as it must be. The message says what to do and
/// never carries stored content.
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    FATAL,
    RETRYABLE,
    SEALED,
    FULL
  }

  private final Kind kind;

  private StorageException(String message, @Nullable Throwable cause, Kind kind) {
    super(message, cause);
    this.kind = kind;
  }

  /// Somebody has to act before it can work.
  public static StorageException fatal(String message) {
    return new StorageException(message, null, Kind.FATAL);
  }

  public static StorageException fatal(String message, Throwable cause) {
    return new StorageException(message, cause, Kind.FATAL);
  }

  /// The same may work a moment later: the database was away or busy.
  public static StorageException retryable(String message, Throwable cause) {
    return new StorageException(message, cause, Kind.RETRYABLE);
  }

  /// The root key cannot be reached, so what is stored stays shut until it can be. Whoever keeps
  /// that key may have to act; here nothing has to.
  public static StorageException sealed(String message) {
    return new StorageException(message, null, Kind.SEALED);
  }

  public static StorageException sealed(String message, Throwable cause) {
    return new StorageException(message, cause, Kind.SEALED);
  }

  /// There is no room to write; reading goes on. Somebody has to make room where the database is,
  /// not here.
  public static StorageException full(String message, Throwable cause) {
    return new StorageException(message, cause, Kind.FULL);
  }

  /// The same may work later without anybody's hand here.
  public boolean retryable() {
    return kind != Kind.FATAL;
  }

  /// It is room that is missing.
  public boolean full() {
    return kind == Kind.FULL;
  }

  /// It is the root key that is away.
  public boolean sealed() {
    return kind == Kind.SEALED;
  }
}
