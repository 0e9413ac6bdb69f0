package dev.tandem.messaging.carrier;

/// What a carrier's dialect says about a webhook.
public sealed interface WebhookVerdict {

  /// The signature holds and the content is understood.
  record Authentic(CarrierEvent event) implements WebhookVerdict {}

  /// The signature holds; the content is something we have no use for, such as a status word of
  /// later years.
  record Irrelevant(String reason) implements WebhookVerdict {}

  /// No proof that the carrier sent it.
  record Forged(String reason) implements WebhookVerdict {}

  /// It cannot be read; the same bytes will never be.
  record Malformed(String reason) implements WebhookVerdict {}
}
