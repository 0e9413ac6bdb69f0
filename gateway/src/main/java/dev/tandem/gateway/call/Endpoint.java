package dev.tandem.gateway.call;

import java.util.UUID;

/// One signed-in browser or app of a [Party]: what rings, and what a leg of a call ends in.
public record Endpoint(Party party, UUID device) {

  /// The tenant this endpoint belongs to.
  public UUID workspace() {
    return party.workspace();
  }
}
