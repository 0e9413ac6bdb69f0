package dev.tandem.messaging.carrier;

/// A carrier that posts what it has to tell to addresses of ours ([WebhookAddress]).
public interface WebhookCarrier extends Carrier {

  /// Checks that a webhook is from this account's carrier and reads it. Pure: no call goes out.
  WebhookVerdict read(WebhookRequest request, CarrierAccess access);
}
