package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.bandwidth.BandwidthCarrier;
import dev.tandem.messaging.carrier.fake.FakeBandwidth;
import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.http.ApiSettings;
import io.vertx.core.Vertx;

/// Bandwidth as any carrier.
class BandwidthKeepsTheCarrierContractTest extends HttpCarrierContract {
  @Override
  protected FakeDialect dialect() {
    return new FakeBandwidth();
  }

  @Override
  protected Carrier carrier(Vertx vertx, ApiSettings settings) {
    return new BandwidthCarrier(vertx, settings);
  }
}
