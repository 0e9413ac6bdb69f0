package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.LookUpOutcome;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/// Twilio behind the port; also any other server that speaks its dialect.
public final class TwilioCarrier implements Carrier, AutoCloseable {
  private final TwilioSettings settings;
  private final TwilioApi api;
  private final TwilioLookUp lookUp;

  public TwilioCarrier(Vertx vertx, TwilioSettings settings) {
    this.settings = settings;
    this.api = new TwilioApi(vertx, settings);
    this.lookUp = new TwilioLookUp(api);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public SendOutcome send(SendText command, CarrierAccess access) {
    Buffer form = TwilioRequests.createMessage(command);
    return TwilioAnswers.send(api.post(TwilioRequests.messages(access), form, access));
  }

  @Override
  public LookUpOutcome lookUp(LookUpText command, CarrierAccess access) {
    return lookUp.find(command, access);
  }

  @Override
  public WebhookVerdict read(WebhookRequest request, CarrierAccess access) {
    return TwilioWebhooks.read(request, access);
  }

  @Override
  public void close() {
    api.close();
  }
}
