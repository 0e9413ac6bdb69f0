package dev.tandem.messaging.broadcast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A broadcast as a member or a program hands it in, before anything is checked.
///
/// @param name as the team calls it
/// @param from one of the workspace's numbers, in E.164 form or by its id
/// @param to numbers; one that is named twice counts once
/// @param text with variables of templates, or without
/// @param perMinute texts a minute
/// @param beginsAt when it begins; empty for at once
public record BroadcastDraft(
    String name,
    String from,
    List<String> to,
    String text,
    int perMinute,
    Optional<Instant> beginsAt) {
  public BroadcastDraft {
    to = List.copyOf(to);
  }

  @Override
  public String toString() {
    return "BroadcastDraft[redacted]";
  }
}
