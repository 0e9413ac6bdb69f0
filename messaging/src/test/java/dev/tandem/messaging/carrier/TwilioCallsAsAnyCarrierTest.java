package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakeTwilio;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import io.vertx.core.Vertx;

/// Twilio's webhooks as any carrier's.
class TwilioCallsAsAnyCarrierTest extends WebhookContract {
  @Override
  protected FakeDialect dialect() {
    return new FakeTwilio();
  }

  @Override
  protected WebhookCarrier carrier(Vertx vertx, ApiSettings settings) {
    return new TwilioCarrier(vertx, settings);
  }
}
