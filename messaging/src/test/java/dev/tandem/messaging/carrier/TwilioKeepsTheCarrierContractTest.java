package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakeTwilio;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import io.vertx.core.Vertx;

/// Twilio as any carrier.
class TwilioKeepsTheCarrierContractTest extends HttpCarrierContract {
  @Override
  protected FakeDialect dialect() {
    return new FakeTwilio();
  }

  @Override
  protected Carrier carrier(Vertx vertx, ApiSettings settings) {
    return new TwilioCarrier(vertx, settings);
  }
}
