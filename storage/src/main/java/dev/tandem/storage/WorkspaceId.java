package dev.tandem.storage;

import java.util.UUID;

/// The tenant: everything that is stored belongs to exactly one.
public record WorkspaceId(UUID value) {
  public static WorkspaceId of(String text) {
    return new WorkspaceId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
