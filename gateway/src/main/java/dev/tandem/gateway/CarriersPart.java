package dev.tandem.gateway;

import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.LookUpOutcome;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.bandwidth.BandwidthCarrier;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.plivo.PlivoCarrier;
import dev.tandem.messaging.carrier.sandbox.SandboxCarrier;
import dev.tandem.messaging.carrier.sandbox.SandboxSettings;
import dev.tandem.messaging.carrier.smpp.SmppCarrier;
import dev.tandem.messaging.carrier.smpp.SmppSettings;
import dev.tandem.messaging.carrier.telnyx.TelnyxCarrier;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.carrier.vonage.VonageCarrier;
import dev.tandem.messaging.receive.Lines;
import dev.tandem.messaging.send.Outbox;
import dev.tandem.messaging.send.OutboxSettings;
import dev.tandem.messaging.send.SubmitText;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Ids;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// The carriers this gateway speaks to, and the outbox that sends through them.
final class CarriersPart implements AutoCloseable {
  private static final PhoneNumber NOBODY = new PhoneNumber("+12025550100");

  private final Carriers carriers;
  private final SubmitText submit;
  private final Optional<BooleanSupplier> sandbox;
  private final Optional<URI> sandboxApi;
  private final Deque<Runnable> parts;

  private CarriersPart(
      Carriers carriers,
      SubmitText submit,
      Optional<BooleanSupplier> sandbox,
      Optional<URI> sandboxApi,
      Deque<Runnable> parts) {
    this.carriers = carriers;
    this.submit = submit;
    this.sandbox = sandbox;
    this.sandboxApi = sandboxApi;
    this.parts = parts;
  }

  /// @param apis where carriers' APIs are, given where they are in production
  static CarriersPart start(
      Foundation foundation,
      WebhookAddress webhooks,
      Optional<CarrierAccess> sandbox,
      UnaryOperator<ApiSettings> apis) {
    Deque<Runnable> parts = new ArrayDeque<>();
    List<Carrier> spoken = new ArrayList<>();
    TwilioCarrier twilio =
        new TwilioCarrier(foundation.vertx(), apis.apply(TwilioCarrier.production()));
    parts.push(twilio::close);
    TelnyxCarrier telnyx =
        new TelnyxCarrier(
            foundation.vertx(), apis.apply(TelnyxCarrier.production()), foundation.clock());
    parts.push(telnyx::close);
    VonageCarrier vonage = VonageCarrier.production(foundation.vertx(), foundation.clock());
    parts.push(vonage::close);
    BandwidthCarrier bandwidth =
        new BandwidthCarrier(foundation.vertx(), apis.apply(BandwidthCarrier.production()));
    parts.push(bandwidth::close);
    PlivoCarrier plivo =
        new PlivoCarrier(foundation.vertx(), apis.apply(PlivoCarrier.production()));
    parts.push(plivo::close);
    SmppCarrier smpp = new SmppCarrier(SmppSettings.usual());
    spoken.addAll(List.of(twilio, telnyx, vonage, bandwidth, plivo, smpp));
    Optional<URI> api =
        sandbox.map(
            access ->
                foundation
                    .config()
                    .sandboxUrl()
                    .orElseGet(() -> inside(foundation, webhooks, access, parts)));
    Optional<BooleanSupplier> answers =
        api.map(
            url -> {
              TwilioCarrier dialect =
                  new TwilioCarrier(
                      foundation.vertx(),
                      ApiSettings.at("sandbox", url),
                      SandboxCarrier.SEGMENTS_PER_SECOND);
              parts.push(dialect::close);
              spoken.add(dialect);
              return () -> answers(dialect, sandbox.orElseThrow(), foundation.clock().instant());
            });
    Carriers carriers = new Carriers(spoken);
    Lines lines = new Lines(foundation.storage(), carriers);
    lines.start();
    parts.push(lines::close);
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
    return new CarriersPart(
        carriers,
        new SubmitText(foundation.storage(), outbox, carriers, foundation.clock()),
        answers,
        api,
        parts);
  }

  /// Starts the sandbox that comes along; where it listens.
  private static URI inside(
      Foundation foundation, WebhookAddress webhooks, CarrierAccess access, Deque<Runnable> parts) {
    SandboxCarrier inside =
        SandboxCarrier.start(
            foundation.vertx(),
            SandboxSettings.of(
                access, webhooks, Optional.of(foundation.certificates().authorityFile())));
    parts.push(inside::close);
    return inside.apiUrl();
  }

  /// Asks for a text that was never sent, the way the outbox asks.
  private static boolean answers(Carrier sandbox, CarrierAccess access, Instant now) {
    LookUpText question = new LookUpText(Ids.next(), NOBODY, NOBODY, "", now);
    return sandbox.lookUp(question, access) instanceof LookUpOutcome.NotThere;
  }

  Carriers carriers() {
    return carriers;
  }

  SubmitText submit() {
    return submit;
  }

  /// Whether the sandbox takes requests; empty without one.
  Optional<BooleanSupplier> sandbox() {
    return sandbox;
  }

  /// Where the sandbox's REST API is; empty without one.
  Optional<URI> sandboxApi() {
    return sandboxApi;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      parts.pop().run();
    }
  }
}
