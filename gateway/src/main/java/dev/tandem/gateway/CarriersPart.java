package dev.tandem.gateway;

import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.sandbox.SandboxCarrier;
import dev.tandem.messaging.carrier.sandbox.SandboxSettings;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.carrier.twilio.TwilioSettings;
import dev.tandem.messaging.send.Outbox;
import dev.tandem.messaging.send.OutboxSettings;
import dev.tandem.messaging.send.SubmitText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The carriers this gateway speaks to, and the outbox that sends through them.
final class CarriersPart implements AutoCloseable {
  private final Carriers carriers;
  private final SubmitText submit;
  private final Deque<Runnable> parts;

  private CarriersPart(Carriers carriers, SubmitText submit, Deque<Runnable> parts) {
    this.carriers = carriers;
    this.submit = submit;
    this.parts = parts;
  }

  static CarriersPart start(
      Foundation foundation, WebhookAddress webhooks, Optional<CarrierAccess> sandbox) {
    Deque<Runnable> parts = new ArrayDeque<>();
    List<Carrier> spoken = new ArrayList<>();
    TwilioCarrier twilio = new TwilioCarrier(foundation.vertx(), TwilioSettings.production());
    parts.push(twilio::close);
    spoken.add(twilio);
    sandbox.ifPresent(
        access -> {
          SandboxCarrier inside =
              SandboxCarrier.start(
                  foundation.vertx(),
                  SandboxSettings.of(
                      access, webhooks, Optional.of(foundation.certificates().authorityFile())));
          parts.push(inside::close);
          TwilioCarrier dialect =
              new TwilioCarrier(foundation.vertx(), TwilioSettings.at("sandbox", inside.apiUrl()));
          parts.push(dialect::close);
          spoken.add(dialect);
        });
    Carriers carriers = new Carriers(spoken);
    Outbox outbox =
        new Outbox(
            foundation.storage(),
            carriers,
            webhooks,
            OutboxSettings.DEFAULT,
            foundation.clock(),
            foundation.random());
    outbox.start();
    parts.push(outbox::close);
    return new CarriersPart(carriers, new SubmitText(foundation.storage(), outbox), parts);
  }

  Carriers carriers() {
    return carriers;
  }

  SubmitText submit() {
    return submit;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      parts.pop().run();
    }
  }
}
