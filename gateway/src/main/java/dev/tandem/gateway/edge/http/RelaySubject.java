package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.storage.Change;
import dev.tandem.storage.WorkspaceId;
import java.util.UUID;

/// Whom the relay counts and can be told to forget: `workspace/member/device`, ids alone, where an
/// API key stands in a device's place.
public final class RelaySubject {
  private RelaySubject() {}

  static String of(Principal principal) {
    return of(principal.workspace(), principal.memberId(), principal.credential().id());
  }

  /// Whose credentials ended with that session.
  public static String of(Change.SessionRevoked revoked) {
    return of(revoked.workspace(), revoked.memberId(), revoked.deviceId());
  }

  private static String of(WorkspaceId workspace, UUID member, UUID device) {
    return workspace.value() + "/" + member + "/" + device;
  }
}
