package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakePlivo;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.plivo.PlivoCarrier;
import io.vertx.core.Vertx;

/// Plivo as any carrier.
class PlivoKeepsTheCarrierContractTest extends HttpCarrierContract {
  @Override
  protected FakeDialect dialect() {
    return new FakePlivo();
  }

  @Override
  protected Carrier carrier(Vertx vertx, ApiSettings settings) {
    return new PlivoCarrier(vertx, settings);
  }
}
