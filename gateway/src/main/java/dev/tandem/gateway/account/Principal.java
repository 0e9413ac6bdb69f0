package dev.tandem.gateway.account;

import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.Role;
import java.util.UUID;

/// Who is asking: a member, at a signed-in device or through an API key of theirs.
///
/// @param credential which device or key it was; a device can be revoked while it is asking
public record Principal(WorkspaceId workspace, UUID memberId, Role role, Credential credential) {

  /// What a principal came with.
  public sealed interface Credential {
    UUID id();
  }

  /// A browser or app that signed in.
  public record Device(UUID id) implements Credential {}

  /// A program's key.
  public record ApiKey(UUID id) implements Credential {}

  /// Whether the role reaches `needed`: an owner may what an admin may, an admin what a member may.
  public boolean atLeast(Role needed) {
    return rank(role) >= rank(needed);
  }

  private static int rank(Role role) {
    return switch (role) {
      case OWNER -> 2;
      case ADMIN -> 1;
      case MEMBER -> 0;
    };
  }
}
