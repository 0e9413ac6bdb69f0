package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakeVonage;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.vonage.VonageCarrier;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/// Vonage's webhooks as any carrier's.
class VonageCallsAsAnyCarrierTest extends WebhookContract {
  @Override
  protected FakeDialect dialect() {
    return new FakeVonage();
  }

  @Override
  protected WebhookCarrier carrier(Vertx vertx, ApiSettings settings) {
    return new VonageCarrier(vertx, settings, settings, InstantSource.system());
  }

  @Override
  protected String reference() {
    return super.reference().replaceAll(".*=", "");
  }
}
