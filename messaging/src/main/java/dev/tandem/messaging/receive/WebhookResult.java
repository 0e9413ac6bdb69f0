package dev.tandem.messaging.receive;

import java.util.UUID;

/// What became of a carrier's call. Each says whether the carrier should call again.
public sealed interface WebhookResult {

  /// Committed; or it was committed by an earlier call of the same content.
  ///
  /// @param repeated whether an earlier call had brought it
  record Stored(UUID messageId, boolean repeated) implements WebhookResult {}

  /// From the carrier, and nothing that we keep.
  record Unused(String reason) implements WebhookResult {}

  /// No such carrier or account here.
  record UnknownAccount() implements WebhookResult {}

  /// A text for a number that the workspace does not have. Not stored, so not accepted.
  record UnknownNumber() implements WebhookResult {}

  /// A report about a text that was not sent from here.
  record UnknownMessage() implements WebhookResult {}

  /// No proof that the carrier sent it.
  record Forged(String reason) implements WebhookResult {}

  /// It can never be read.
  record Malformed(String reason) implements WebhookResult {}

  /// It could not be committed now; the carrier shall call again.
  record Unavailable() implements WebhookResult {}
}
