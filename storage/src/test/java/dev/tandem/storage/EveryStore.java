package dev.tandem.storage;

/// A workspace with at least one row in every table, for tests of other rooms.
public final class EveryStore {
  private EveryStore() {}

  /// `prefix` has no meaning and is unlike anything else in the database.
  public static WorkspaceId write(Storage storage, String prefix) {
    return new EveryStoreWritten(storage, prefix).workspace;
  }
}
