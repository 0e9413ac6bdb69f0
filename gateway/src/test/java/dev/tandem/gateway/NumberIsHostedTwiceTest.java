package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.CarrierAccounts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: admins say which accounts own a number, in the order in which they are tried; what is no
/// account, twice or too many is told by field.
///
/// Method: a whole gateway with the demo's number.
final class NumberIsHostedTwiceTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String owner;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    owner = gateway.demo().people().getFirst().apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject number() throws Exception {
    return new JsonObject(gateway.call("GET", "/numbers", owner, new JsonObject()).body())
        .getJsonArray("data")
        .getJsonObject(0);
  }

  private static HttpResponse<String> put(List<String> accounts) throws Exception {
    return gateway.call(
        "PUT",
        "/numbers/" + number().getString("id") + "/carrier-accounts",
        owner,
        new JsonObject().put("carrier_account_ids", new JsonArray(accounts)));
  }

  @Test
  void accountsAreSetInOrder() throws Exception {
    String first = number().getString("carrier_account_id");
    String second =
        gateway
            .storage()
            .inWorkspace(
                gateway.demo().workspace(),
                tx ->
                    new CarrierAccounts()
                        .create(tx, "telnyx", "another", Secret.of("token"), Optional.empty())
                        .orElseThrow()
                        .id())
            .toString();
    for (List<String> accounts :
        List.of(List.of(first, second), List.of(second, first), List.of(first))) {
      HttpResponse<String> answer = put(accounts);
      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals(
          new JsonArray(accounts),
          new JsonObject(answer.body()).getJsonArray("carrier_account_ids"));
      assertEquals(accounts.getFirst(), number().getString("carrier_account_id"));
      assertEquals(new JsonArray(accounts), number().getJsonArray("carrier_account_ids"));
    }
    for (List<String> bad :
        List.of(
            List.<String>of(),
            List.of(first, first),
            List.of(first, UUID.randomUUID().toString()),
            List.of(first, "telnyx"),
            List.of(first, second, first, second, first))) {
      assertEquals(422, put(bad).statusCode(), bad.toString());
    }
  }
}
