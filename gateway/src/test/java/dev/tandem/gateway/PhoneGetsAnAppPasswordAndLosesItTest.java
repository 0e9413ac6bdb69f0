package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.account.AppPasswordSignIn;
import dev.tandem.gateway.account.AppPasswordSignIn.Result;
import dev.tandem.gateway.account.Attempts;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditEntry;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a member makes a password for a phone, is told it once, and can take it away; guessing
/// comes to an end without shutting others out; who is removed takes their passwords along.
///
/// Method: over HTTP, as a browser makes and revokes them; then in at the door that phones use,
/// with a clock of the test's own for the pauses.
final class PhoneGetsAnAppPasswordAndLosesItTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String ada;
  private static String email;
  private Instant now = Instant.now();
  private final Attempts byUser = new Attempts(3, Duration.ofMinutes(5));
  private final Attempts byAddress = new Attempts(8, Duration.ofMinutes(5));
  private final Attempts told = new Attempts(2, Duration.ofHours(1));

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    var member = gateway.demo().people().getFirst().member();
    email = member.email().value();
    ada = gateway.session(gateway.demo().workspace(), member.id(), false);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject make(String session, String name) throws Exception {
    HttpResponse<String> answer =
        gateway.browser("POST", "/app-passwords", session, new JsonObject().put("name", name));
    assertEquals(201, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static JsonObject listed(String id) throws Exception {
    String list = gateway.browser("GET", "/app-passwords", ada, new JsonObject()).body();
    return new JsonObject(list)
        .getJsonArray("data").stream()
            .map(JsonObject.class::cast)
            .filter(one -> id.equals(one.getString("id")))
            .findFirst()
            .orElseThrow();
  }

  private Result enter(String user, String password, String peer) {
    return new AppPasswordSignIn(
            gateway.storage(), byUser, byAddress, told, Runnable::run, () -> now)
        .enter(user, Secret.of(password), peer);
  }

  @Test
  void aPasswordWorksUntilItIsRevoked() throws Exception {
    JsonObject made = make(ada, "Phone");
    String password = made.getString("password");
    assertNull(listed(made.getString("id")).getValue("last_used_at"));
    Result.In in = assertInstanceOf(Result.In.class, enter(email, password, "peer"));
    assertEquals(gateway.demo().people().getFirst().member().id(), in.memberId());
    assertEquals(Role.OWNER, in.role());
    assertInstanceOf(
        Result.In.class,
        enter(" " + email.toUpperCase(Locale.ROOT), password.replace("-", ""), "peer"));
    assertNotNull(listed(made.getString("id")).getValue("last_used_at"), "used just now");
    assertFalse(listed(made.getString("id")).encode().contains(password), "told once");

    String path = "/app-passwords/" + made.getString("id");
    assertEquals(204, gateway.browser("DELETE", path, ada, new JsonObject()).statusCode());
    assertInstanceOf(Result.Wrong.class, enter(email, password, "peer"));
    assertEquals(404, gateway.browser("DELETE", path, ada, new JsonObject()).statusCode());
  }

  @Test
  void itOpensNothingElse() throws Exception {
    String password = make(ada, "Tablet").getString("password");
    assertEquals(401, gateway.call("GET", "/me", password, new JsonObject()).statusCode());
    assertInstanceOf(Result.Wrong.class, enter("ben@elsewhere.invalid", password, "peer"));
  }

  @Test
  void guessingComesToAnEndAndOthersGoOn() throws Exception {
    String password = make(ada, "Watch").getString("password");
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Result.Wrong.class, enter(email, "guess", "attacker"));
    }
    assertInstanceOf(Result.TooMany.class, enter(email, password, "attacker"));
    assertInstanceOf(Result.In.class, enter(email, password, "home"));
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(Result.Wrong.class, enter(i + "@example.org", "guess", "attacker"));
    }
    assertInstanceOf(Result.TooMany.class, enter("9@example.org", "guess", "attacker"));
    for (int i = 0; i < 100; i++) {
      assertInstanceOf(Result.In.class, enter(email, password, "home"), "successes are free");
    }
    now = now.plus(Duration.ofMinutes(5));
    assertInstanceOf(Result.In.class, enter(email, password, "attacker"));
  }

  @Test
  void guessesAreAuditedAndAFloodOfThemIsNot() {
    long before = refused();
    for (int i = 0; i < 30; i++) {
      assertInstanceOf(Result.Wrong.class, enter(email, "guess", "peer " + i));
      assertInstanceOf(Result.Wrong.class, enter("nobody@elsewhere.invalid", "guess", "x" + i));
    }
    assertEquals(2, refused() - before);
    AuditEntry newest = entries().getLast();
    assertEquals(Optional.of(gateway.demo().people().getFirst().member().id()), newest.subjectId());
    assertEquals(Map.of("method", "app_password", "address", "peer 1"), newest.detail().values());
    now = now.plus(Duration.ofHours(1));
    assertInstanceOf(Result.Wrong.class, enter(email, "guess", "peer"));
    assertEquals(3, refused() - before);
  }

  private static long refused() {
    return entries().stream()
        .filter(entry -> entry.action().equals(AuditAction.APP_PASSWORD_REFUSED.word()))
        .count();
  }

  private static List<AuditEntry> entries() {
    return gateway
        .storage()
        .inWorkspace(gateway.demo().workspace(), tx -> new AuditLog().after(tx, 0, 10_000));
  }

  @Test
  void whoIsRemovedTakesTheirPasswordsAlong() throws Exception {
    RunningGateway.Someone leaver =
        gateway.someone(gateway.demo().workspace(), "leaver@demo.invalid", Role.MEMBER);
    String session = gateway.session(leaver.workspace(), leaver.member().id(), false);
    String password = make(session, "Phone").getString("password");
    assertInstanceOf(Result.In.class, enter("leaver@demo.invalid", password, "peer"));
    boolean removed =
        gateway
            .storage()
            .inWorkspace(
                leaver.workspace(),
                tx -> {
                  UUID id = leaver.member().id();
                  return tx.sql().change("DELETE FROM tenant.member WHERE id = $1", id) == 1;
                });
    assertTrue(removed);
    assertInstanceOf(Result.Wrong.class, enter("leaver@demo.invalid", password, "peer"));
  }

  @Test
  void aColleaguesPasswordIsNotMineAndThereIsAnEndToThem() throws Exception {
    RunningGateway.Someone collector =
        gateway.someone(gateway.demo().workspace(), "collector@demo.invalid", Role.ADMIN);
    String path = "/app-passwords/" + make(ada, "Car").getString("id");
    assertEquals(
        404, gateway.call("DELETE", path, collector.apiKey(), new JsonObject()).statusCode());
    JsonObject body = new JsonObject().put("name", "One more");
    int status = 201;
    for (int made = 0; status == 201 && made < 100; made++) {
      status = gateway.call("POST", "/app-passwords", collector.apiKey(), body).statusCode();
    }
    assertEquals(409, status);
    String list =
        gateway.call("GET", "/app-passwords", collector.apiKey(), new JsonObject()).body();
    assertEquals(20, new JsonObject(list).getJsonArray("data").size());
  }
}
