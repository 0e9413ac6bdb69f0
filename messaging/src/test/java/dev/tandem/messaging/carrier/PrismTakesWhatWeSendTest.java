package dev.tandem.messaging.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.bandwidth.BandwidthCarrier;
import dev.tandem.messaging.carrier.fake.FakeBandwidth;
import dev.tandem.messaging.carrier.fake.FakePlivo;
import dev.tandem.messaging.carrier.fake.FakeTelnyx;
import dev.tandem.messaging.carrier.fake.FakeTwilio;
import dev.tandem.messaging.carrier.fake.FakeVonage;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.plivo.PlivoCarrier;
import dev.tandem.messaging.carrier.telnyx.TelnyxCarrier;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.carrier.vonage.VonageCarrier;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what the adapters ask of carriers is what their published contracts allow, judged by
/// somebody else's reading of the contracts. Method: the adapters themselves, over HTTP, against
/// Prism with each carrier's OpenAPI file; it refuses what the file does not allow, which a broken
/// request shows first. (Prism lets parameters pass that a file does not define; those are found by
/// [PublishedSpec].)
class PrismTakesWhatWeSendTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir Path directory;

  /// A carrier whose contract is at hand.
  ///
  /// @param before what stands before each path
  /// @param paths those that we use; the first is where texts are sent
  /// @param lists whether the contract has the list of numbers, or what stands for it
  private record Contract(
      String name,
      JsonObject spec,
      String before,
      List<String> paths,
      boolean lists,
      CarrierAccess access,
      BiFunction<Vertx, ApiSettings, Carrier> carrier) {}

  private static List<Contract> contracts() {
    InstantSource clock = InstantSource.system();
    return List.of(
        new Contract(
            "twilio",
            repeated(Shared.json("specs/twilio/twilio_api_v2010-trimmed.json")),
            "",
            List.of(
                "/2010-04-01/Accounts/{AccountSid}/Messages.json",
                "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json"),
            true,
            new FakeTwilio().access(),
            TwilioCarrier::new),
        new Contract(
            "telnyx",
            Shared.json("specs/telnyx/telnyx-trimmed.json"),
            "/v2",
            List.of("/messages", "/messages/group_mms", "/messaging_profiles/{id}/phone_numbers"),
            true,
            new FakeTelnyx().access(),
            (vertx, settings) -> new TelnyxCarrier(vertx, settings, clock)),
        new Contract(
            "vonage",
            Shared.yaml("specs/derived/vonage-messages-v1.yml"),
            "",
            List.of("/v1/messages"),
            false,
            new FakeVonage().access(),
            (vertx, settings) -> new VonageCarrier(vertx, settings, settings, clock)),
        new Contract(
            "bandwidth",
            Shared.yaml("specs/bandwidth/bandwidth.yml"),
            "/api/v2",
            List.of("/users/{accountId}/messages"),
            true,
            new FakeBandwidth().access(),
            BandwidthCarrier::new),
        new Contract(
            "plivo",
            Shared.yaml("specs/derived/plivo-v1.yml"),
            "",
            List.of("/v1/Account/{auth_id}/Message/"),
            false,
            new FakePlivo().access(),
            PlivoCarrier::new));
  }

  /// Says what OpenAPI takes for granted and Prism does not: an array in a form is a field several
  /// times.
  private static JsonObject repeated(JsonObject spec) {
    spec.getJsonObject("paths")
        .getJsonObject("/2010-04-01/Accounts/{AccountSid}/Messages.json")
        .getJsonObject("post")
        .getJsonObject("requestBody")
        .getJsonObject("content")
        .getJsonObject("application/x-www-form-urlencoded")
        .put(
            "encoding",
            new JsonObject()
                .put("MediaUrl", new JsonObject().put("style", "form").put("explode", true)));
    return spec;
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void allFive() throws Exception {
    List<Contract> contracts = contracts();
    Path folder = Prism.folder(directory);
    List<Prism> started = new ArrayList<>();
    try {
      for (Contract each : contracts) {
        started.add(Prism.start(folder, each.name(), each.spec(), each.before(), each.paths()));
      }
      for (int i = 0; i < contracts.size(); i++) {
        judge(contracts.get(i), started.get(i).url());
      }
    } finally {
      started.forEach(Prism::close);
    }
  }

  private void judge(Contract contract, URI url) throws Exception {
    assertTrue(status(contract, url) >= 400, contract.name() + " takes anything");
    ApiSettings settings =
        new ApiSettings(
            contract.name(), url, Duration.ofSeconds(5), Duration.ofSeconds(20), 1024 * 1024, 4);
    Carrier carrier = contract.carrier().apply(vertx, settings);
    List<SendText> commands = new ArrayList<>(PublishedSpec.commands());
    if (carrier.capabilities().group()) {
      commands.addAll(PublishedSpec.groups());
    }
    for (SendText command : commands) {
      SendOutcome outcome = carrier.send(command, contract.access());
      assertTaken(contract.name() + " " + command.media() + command.others().size(), outcome);
    }
    if (contract.lists()) {
      NumbersOutcome numbers = carrier.numbers(contract.access());
      assertFalse(numbers instanceof NumbersOutcome.Refused, contract.name() + " numbers");
    }
    if (carrier.capabilities().lookUp() == Capabilities.LookUp.BY_WORDS) {
      SendText asked = commands.getFirst();
      LookUpOutcome found =
          carrier.lookUp(
              new LookUpText(
                  asked.messageId(), asked.from(), asked.to(), asked.text(), Instant.now()),
              contract.access());
      assertFalse(
          found instanceof LookUpOutcome.CannotTell(_, String code) && code.startsWith("http_4"),
          contract.name() + " look-up");
    }
    if (carrier instanceof AutoCloseable open) {
      open.close();
    }
  }

  /// A 2xx, whether or not the file's example has an id that can be followed.
  private static void assertTaken(String what, SendOutcome outcome) {
    boolean taken =
        outcome instanceof SendOutcome.Accepted
            || outcome.equals(new SendOutcome.Unknown("unreadable_answer"));
    assertEquals(true, taken, what + ": " + outcome);
  }

  /// What Prism says to a text for nobody.
  private static int status(Contract contract, URI url) throws IOException, InterruptedException {
    String path =
        contract.before()
            + contract.paths().getFirst().replaceAll("\\{.*?}", contract.access().accountId());
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Basic eDp4")
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":1}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
