package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.CarrierAccounts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an admin sees what each carrier's account takes, learns from the carrier itself whether an
/// account holds and which numbers it has, and removes one; numbers on it wait for another. No
/// secret is told back.
///
/// Method: a whole gateway with its sandbox carrier, asked over HTTP.
final class CarrierAccountIsCheckedAndRemovedTest {
  private static final String OURS = "+12025550190";
  private static final String SECRET = "canary-of-a-token-0123456789";

  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String ada;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    ada = gateway.demo().people().getFirst().apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpResponse<String> call(String method, String path, JsonObject body)
      throws Exception {
    HttpResponse<String> answer = gateway.call(method, path, ada, body);
    assertFalse(answer.body().contains(SECRET), path);
    return answer;
  }

  private static List<JsonObject> list(String path) throws Exception {
    return new JsonObject(call("GET", path, new JsonObject()).body())
        .getJsonArray("data").stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject check(String account) throws Exception {
    HttpResponse<String> answer =
        call("POST", "/carrier-accounts/" + account + "/check", new JsonObject());
    assertEquals(200, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static String sandbox() throws Exception {
    return list("/carrier-accounts").stream()
        .filter(account -> account.getString("carrier").equals("sandbox"))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  @Test
  void eachCarrierSaysWhatItTakes() throws Exception {
    Set<String> names = new TreeSet<>();
    for (JsonObject carrier : list("/carriers")) {
      names.add(carrier.getString("name"));
      List<JsonObject> fields =
          carrier.getJsonArray("fields").stream().map(JsonObject.class::cast).toList();
      assertEquals("account_id", fields.get(0).getString("name"));
      assertFalse(fields.get(0).getBoolean("secret"));
      assertEquals("auth_token", fields.get(1).getString("name"));
      assertTrue(fields.get(1).getBoolean("secret"));
      assertEquals(carrier.getBoolean("mms"), carrier.getInteger("max_attachment_bytes") > 0);
    }
    assertEquals(Set.of("bandwidth", "plivo", "smpp", "telnyx", "twilio", "vonage"), names);
  }

  @Test
  void aCarrierThatKnowsTheAccountTellsItsNumbers() throws Exception {
    JsonObject text =
        new JsonObject()
            .put("from", OURS)
            .put("to", new JsonArray().add("+12025550142"))
            .put("text", "hello");
    String id = new JsonObject(call("POST", "/messages", text).body()).getString("id");
    for (int i = 0; i < 200 && !sent(id); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    JsonObject found = check(sandbox());
    assertEquals("holds", found.getString("outcome"));
    assertTrue(found.getBoolean("complete"));
    JsonObject number = found.getJsonArray("numbers").getJsonObject(0);
    assertEquals(OURS, number.getString("e164"));
    assertEquals("here", number.getString("place"));
    assertNull(found.getString("advice"));
  }

  private static boolean sent(String message) throws Exception {
    String state =
        new JsonObject(call("GET", "/messages/" + message, new JsonObject()).body())
            .getString("state");
    return Set.of("sent", "delivered").contains(state);
  }

  @Test
  void aCarrierThatDoesNotTakeTheTokenSaysWhatToDo() throws Exception {
    UUID wrong =
        gateway
            .storage()
            .inWorkspace(
                gateway.demo().workspace(),
                tx ->
                    new CarrierAccounts()
                        .create(
                            tx,
                            UUID.randomUUID(),
                            "sandbox",
                            "AC" + "9".repeat(32),
                            Secret.of(SECRET),
                            Optional.empty(),
                            Map.of())
                        .orElseThrow()
                        .id());
    JsonObject refused = check(wrong.toString());
    assertEquals("refused", refused.getString("outcome"));
    assertTrue(refused.getString("advice").contains("credentials"), refused.encode());
    assertEquals(new JsonArray(), refused.getJsonArray("numbers"));
  }

  @Test
  void aRemovedAccountsNumbersGoOnWithAnother() throws Exception {
    JsonObject plivo =
        new JsonObject()
            .put("carrier", "plivo")
            .put("account_id", "MANWVLYTK4ZWU1YTY4QB")
            .put("auth_token", SECRET);
    String account =
        new JsonObject(call("POST", "/carrier-accounts", plivo).body()).getString("id");
    JsonObject number =
        new JsonObject()
            .put("e164", "+12025550181")
            .put("name", "Support")
            .put("carrier_account_id", account);
    assertEquals(201, call("POST", "/numbers", number).statusCode());
    assertEquals(
        204, call("DELETE", "/carrier-accounts/" + account, new JsonObject()).statusCode());
    assertEquals(
        404, call("DELETE", "/carrier-accounts/" + account, new JsonObject()).statusCode());
    assertNull(support().getString("carrier_account_id"));

    String again = new JsonObject(call("POST", "/carrier-accounts", plivo).body()).getString("id");
    number.put("carrier_account_id", again);
    assertEquals(201, call("POST", "/numbers", number).statusCode());
    assertEquals(again, support().getString("carrier_account_id"));
    assertEquals(422, call("POST", "/numbers", number).statusCode());
  }

  private static JsonObject support() throws Exception {
    return list("/numbers").stream()
        .filter(number -> number.getString("e164").equals("+12025550181"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatComesWithTheGatewayStays() throws Exception {
    HttpResponse<String> answer =
        call("DELETE", "/carrier-accounts/" + sandbox(), new JsonObject());
    assertEquals(409, answer.statusCode(), answer.body());
  }
}
