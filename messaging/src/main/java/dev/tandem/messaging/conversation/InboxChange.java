package dev.tandem.messaging.conversation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One thing a member does about a conversation.
public sealed interface InboxChange {
  /// Somebody has to do something.
  record Open() implements InboxChange {}

  /// It waits until then, or until a text comes in.
  record Snooze(Instant until) implements InboxChange {}

  /// Nobody has to do anything.
  record Done() implements InboxChange {}

  /// A member takes it; nobody when empty.
  record Assign(Optional<UUID> memberId) implements InboxChange {}
}
