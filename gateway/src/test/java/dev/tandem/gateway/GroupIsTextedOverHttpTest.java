package dev.tandem.gateway;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.GroupCarrier.Taken;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.storage.Ids;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a program texts a group through a carrier that takes groups, sees how far the text has
/// come with each, who answers, and who wants no more; where a group cannot be texted it is told
/// what to do.
///
/// Method: a whole gateway, whose Telnyx and Bandwidth are servers of ours that keep a ledger; REST
/// on one side, the carriers' signed calls on the other.
final class GroupIsTextedOverHttpTest {
  private static final String SANDBOX = "+12025550190";
  private static final String ANA = "+12025550123";
  private static final String BEN = "+12025550124";
  private static final String CEM = "+14165550125";

  @TempDir static Path data;
  private static final Vertx VERTX = Vertx.vertx();
  private static Map<String, GroupCarrier> carriers;
  private static RunningGateway gateway;
  private static String ada;

  @BeforeAll
  static void start() throws Exception {
    carriers =
        Map.of(
            "telnyx", new GroupCarrier(VERTX, "telnyx"),
            "bandwidth", new GroupCarrier(VERTX, "bandwidth"));
    gateway = new RunningGateway(data, Map.of(), GroupIsTextedOverHttpTest::here);
    ada = gateway.demo().people().getFirst().apiKey();
    JsonObject ana =
        new JsonObject().put("name", "Ana Reyes").put("numbers", new JsonArray().add(ANA));
    assertEquals(201, gateway.call("POST", "/contacts", ada, ana).statusCode());
  }

  private static ApiSettings here(ApiSettings production) {
    GroupCarrier carrier = carriers.get(production.name());
    return carrier == null ? production : ApiSettings.at(carrier.name(), carrier.url());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    carriers.values().forEach(GroupCarrier::close);
    VERTX.close().await();
  }

  private static void number(GroupCarrier carrier, String e164) {
    boolean added =
        gateway
            .storage()
            .inWorkspace(
                gateway.demo().workspace(),
                tx -> {
                  UUID account =
                      new CarrierAccounts()
                          .create(
                              tx,
                              Ids.next(),
                              carrier.name(),
                              carrier.accountId(),
                              carrier.token(),
                              Optional.empty(),
                              carrier.more())
                          .orElseThrow()
                          .id();
                  return new Numbers()
                      .create(tx, e164, carrier.name(), Optional.of(account))
                      .isPresent();
                });
    assertTrue(added);
  }

  private static HttpResponse<String> text(String from, String text, String... to)
      throws Exception {
    return gateway.call(
        "POST",
        "/messages",
        ada,
        new JsonObject()
            .put("from", from)
            .put("to", new JsonArray(List.of(to)))
            .put("text", text)
            .put("quiet_hours", "send"));
  }

  private static JsonObject get(String path) throws Exception {
    HttpResponse<String> answer = gateway.call("GET", path, ada, new JsonObject());
    assertEquals(200, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static void called(HttpRequest call) throws Exception {
    HttpResponse<String> answer = gateway.send(call);
    assertEquals(2, answer.statusCode() / 100, answer.body());
  }

  private static List<String> states(String message) throws Exception {
    return get("/messages/" + message).getJsonArray("receivers").stream()
        .map(JsonObject.class::cast)
        .map(it -> it.getString("number") + " " + it.getString("state"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"telnyx", "bandwidth"})
  void outAndInAndStop(String name) throws Exception {
    GroupCarrier carrier = requireNonNull(carriers.get(name));
    String ours = name.equals("telnyx") ? "+12025550170" : "+12025550171";
    number(carrier, ours);
    JsonObject shown =
        get("/numbers").getJsonArray("data").stream()
            .map(JsonObject.class::cast)
            .filter(it -> it.getString("e164").equals(ours))
            .findFirst()
            .orElseThrow();
    assertEquals(name.equals("telnyx") ? 8 : 10, shown.getInteger("group_receivers"));

    HttpResponse<String> answer = text(ours, "lunch?", ANA, BEN);
    assertEquals(201, answer.statusCode(), answer.body());
    JsonObject sent = new JsonObject(answer.body());
    String message = sent.getString("id");
    String conversation = sent.getString("conversation_id");
    assertEquals(List.of(ANA + " queued", BEN + " queued"), queued(sent));
    eventually(() -> carrier.ledger().size() == 1);
    Taken taken = carrier.ledger().getFirst();
    assertEquals(List.of(ANA, BEN), taken.to());
    called(carrier.report(gateway, taken, ANA, true));
    called(carrier.report(gateway, taken, BEN, false));
    assertEquals(List.of(ANA + " delivered", BEN + " undelivered"), states(message));
    assertEquals("sent", get("/messages/" + message).getString("state"));

    called(carrier.says(gateway, BEN, ours, List.of(ANA), "yes please"));
    JsonObject newest =
        get("/conversations/" + conversation + "/messages").getJsonArray("data").getJsonObject(0);
    assertEquals(BEN, newest.getString("from"));
    assertEquals("yes please", newest.getString("text"));
    assertEquals(new JsonArray(), newest.getJsonArray("receivers"));
    JsonObject thread = get("/conversations/" + conversation);
    assertEquals(new JsonArray().add(ANA).add(BEN), thread.getJsonArray("participants"));
    assertNull(thread.getString("contact_name"), "nobody's name stands for a group");
    assertEquals(
        "Ana Reyes", thread.getJsonArray("people").getJsonObject(0).getString("contact_name"));

    called(carrier.says(gateway, BEN, ours, List.of(ANA), "STOP"));
    HttpResponse<String> refused = text(ours, "still there?", BEN, ANA);
    assertEquals("no_consent", new JsonObject(refused.body()).getString("code"));
    assertFalse(refused.body().contains("555"), refused.body());
    thread = get("/conversations/" + conversation);
    assertEquals(BEN, thread.getJsonObject("consent").getString("participant"));
    assertEquals(List.of("open", "opted_out"), consents(thread));
    assertEquals(201, text(ours, "without", ANA, CEM).statusCode());
    eventually(() -> carrier.ledger().size() == 2);
    assertEquals(List.of(ANA, CEM), carrier.ledger().getLast().to());

    oneOfAGroupIsDecidedAbout(conversation);
  }

  /// In the name of one, and of nobody else.
  private static void oneOfAGroupIsDecidedAbout(String conversation) throws Exception {
    String path = "/conversations/" + conversation + "/consent";
    JsonObject agreed =
        new JsonObject().put("decision", "opted_in").put("note", "Said so on the phone");
    for (JsonObject ofNobody : List.of(agreed, agreed.copy().put("participant", CEM))) {
      HttpResponse<String> unnamed = gateway.call("POST", path, ada, ofNobody);
      assertEquals(422, unnamed.statusCode(), unnamed.body());
      assertTrue(unnamed.body().contains("participant"), unnamed.body());
    }
    assertEquals(
        200, gateway.call("POST", path, ada, agreed.copy().put("participant", BEN)).statusCode());
    assertEquals(List.of("open", "opted_in"), consents(get("/conversations/" + conversation)));
  }

  private static List<String> queued(JsonObject message) {
    return message.getJsonArray("receivers").stream()
        .map(JsonObject.class::cast)
        .map(it -> it.getString("number") + " " + it.getString("state"))
        .toList();
  }

  private static List<String> consents(JsonObject conversation) {
    return conversation.getJsonArray("people").stream()
        .map(JsonObject.class::cast)
        .map(it -> it.getString("consent"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"group", "emergency", "crowd"})
  void whereItCannotBeTextedItIsSaidWhatToDo(String which) throws Exception {
    List<String> to = new ArrayList<>(List.of(ANA));
    String advice;
    String field = "to";
    if (which.equals("group")) {
      to.add(BEN);
      advice = "Text each person alone";
    } else if (which.equals("emergency")) {
      to.add("911");
      field = "to[1]";
      advice = "emergency";
    } else {
      IntStream.range(0, 10).forEach(i -> to.add("+1202555%04d".formatted(1000 + i)));
      advice = "up to 10 people";
    }
    HttpResponse<String> refused = text(SANDBOX, "hello all", to.toArray(String[]::new));
    assertEquals(422, refused.statusCode(), refused.body());
    JsonObject fault = new JsonObject(refused.body()).getJsonArray("errors").getJsonObject(0);
    assertEquals(field, fault.getString("field"));
    assertTrue(fault.getString("detail").contains(advice), fault.encode());
  }

  private interface Condition {
    boolean holds();
  }

  private static void eventually(Condition condition) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    Semaphore never = new Semaphore(0);
    while (!condition.holds()) {
      assertTrue(Instant.now().isBefore(end), "it did not come about");
      assertFalse(never.tryAcquire(20, TimeUnit.MILLISECONDS));
    }
  }
}
