package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakeVonage;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.vonage.VonageCarrier;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/// Vonage as any carrier.
class VonageKeepsTheCarrierContractTest extends HttpCarrierContract {
  @Override
  protected FakeDialect dialect() {
    return new FakeVonage();
  }

  @Override
  protected Carrier carrier(Vertx vertx, ApiSettings settings) {
    return new VonageCarrier(vertx, settings, settings, InstantSource.system());
  }
}
