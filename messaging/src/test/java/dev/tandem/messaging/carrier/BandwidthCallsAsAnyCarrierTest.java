package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.bandwidth.BandwidthCarrier;
import dev.tandem.messaging.carrier.fake.FakeBandwidth;
import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.http.ApiSettings;
import io.vertx.core.Vertx;

/// Bandwidth's webhooks as any carrier's.
class BandwidthCallsAsAnyCarrierTest extends WebhookContract {
  @Override
  protected FakeDialect dialect() {
    return new FakeBandwidth();
  }

  @Override
  protected WebhookCarrier carrier(Vertx vertx, ApiSettings settings) {
    return new BandwidthCarrier(vertx, settings);
  }

  @Override
  protected String reference() {
    return super.reference().replaceAll(".*=", "");
  }
}
