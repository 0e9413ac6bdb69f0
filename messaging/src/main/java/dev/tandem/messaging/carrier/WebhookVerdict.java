package dev.tandem.messaging.carrier;

import java.util.List;

/// What a carrier's dialect says about a webhook.
public sealed interface WebhookVerdict {

  /// The signature holds and the content is understood: one event, or several that the carrier
  /// tells together.
  record Authentic(List<CarrierEvent> events) implements WebhookVerdict {
    public Authentic {
      events = List.copyOf(events);
    }

    public Authentic(CarrierEvent event) {
      this(List.of(event));
    }
  }

  /// The signature holds; the content is something we have no use for, such as a status word of
  /// later years.
  record Irrelevant(String reason) implements WebhookVerdict {}

  /// No proof that the carrier sent it.
  record Forged(String reason) implements WebhookVerdict {}

  /// It cannot be read; the same bytes will never be.
  record Malformed(String reason) implements WebhookVerdict {}
}
