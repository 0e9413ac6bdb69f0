package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakePlivo;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.plivo.PlivoCarrier;
import io.vertx.core.Vertx;

/// Plivo's webhooks as any carrier's.
class PlivoCallsAsAnyCarrierTest extends WebhookContract {
  @Override
  protected FakeDialect dialect() {
    return new FakePlivo();
  }

  @Override
  protected WebhookCarrier carrier(Vertx vertx, ApiSettings settings) {
    return new PlivoCarrier(vertx, settings);
  }
}
