package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakeTelnyx;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.telnyx.TelnyxCarrier;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/// Telnyx's webhooks as any carrier's.
class TelnyxCallsAsAnyCarrierTest extends WebhookContract {
  @Override
  protected FakeDialect dialect() {
    return new FakeTelnyx();
  }

  @Override
  protected WebhookCarrier carrier(Vertx vertx, ApiSettings settings) {
    return new TelnyxCarrier(vertx, settings, InstantSource.system());
  }
}
