package dev.tandem.gateway.edge.dav;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a client has read the changes of an address book (RFC 6578 section 4): everything up to
/// the count `seq`, having begun with nothing when the count stood at `began`. Deletions of before
/// do not concern it, so that a first sync in several answers needs no deletion that was swept.
record SyncToken(UUID workspace, long began, long seq) {
  private static final Pattern SHAPE =
      Pattern.compile("urn:x-tandem:sync:([0-9a-f-]{36}):(0|[1-9]\\d{0,17}):(0|[1-9]\\d{0,17})");

  /// The URI that clients keep.
  String uri() {
    return "urn:x-tandem:sync:" + workspace + ":" + began + ":" + seq;
  }

  /// The token that `uri` is, when it is one of this workspace.
  static Optional<SyncToken> of(String uri, UUID workspace) {
    Matcher match = SHAPE.matcher(uri);
    if (!match.matches() || !match.group(1).equals(workspace.toString())) {
      return Optional.empty();
    }
    return Optional.of(
        new SyncToken(workspace, Long.parseLong(match.group(2)), Long.parseLong(match.group(3))));
  }
}
