package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.audit.HeadLog;
import dev.tandem.storage.audit.MerkleProof;
import dev.tandem.storage.audit.SignedHead;
import dev.tandem.storage.audit.TreeHead;
import dev.tandem.storage.seal.TreeHash;
import dev.tandem.storage.seal.VerifyingKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an admin reads what was done, and with the public key alone anybody can check what the
/// interface and the status page hand out: signatures, inclusion, consistency.
///
/// Method: a whole gateway; the proofs are checked here as an outsider would, from JSON.
final class AuditLogIsProvedOverHttpTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String owner;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    owner = gateway.demo().people().getFirst().apiKey();
    for (int i = 0; i < 5; i++) {
      assertEquals(
          201,
          gateway
              .call("POST", "/api-keys", owner, new JsonObject().put("name", "key " + i))
              .statusCode());
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject get(String path) throws Exception {
    HttpResponse<String> answer = gateway.call("GET", path, owner, new JsonObject());
    assertEquals(200, answer.statusCode(), path + " " + answer.body());
    return new JsonObject(answer.body());
  }

  private static List<JsonObject> listed(String path) throws Exception {
    return get(path).getJsonArray("data").stream().map(JsonObject.class::cast).toList();
  }

  private static VerifyingKey key() throws Exception {
    return VerifyingKey.of(Base64.getDecoder().decode(get("/audit/key").getString("public_key")));
  }

  private static TreeHash hash(String base64) {
    return TreeHash.of(Base64.getDecoder().decode(base64));
  }

  private static List<TreeHash> proof(JsonArray hashes) {
    return hashes.stream().map(text -> hash((String) text)).toList();
  }

  @Test
  void entriesAreFilteredAndPaged() throws Exception {
    List<JsonObject> made = listed("/audit?action=api_key.made");
    assertEquals(5, made.size());
    JsonObject newest = made.getFirst();
    assertEquals("api_key.made", newest.getString("action"));
    assertEquals("Ada", newest.getJsonObject("actor").getString("name"));
    assertEquals("key 4", newest.getJsonObject("detail").getString("name"));
    String ada = newest.getJsonObject("actor").getString("member_id");
    for (JsonObject entry : listed("/audit?actor=" + ada)) {
      assertEquals(ada, entry.getJsonObject("actor").getString("member_id"));
    }
    assertEquals(0, listed("/audit?actor=" + UUID.randomUUID()).size());
    assertEquals(0, listed("/audit?from=" + Instant.now().plusSeconds(60)).size());
    assertEquals(0, listed("/audit?until=2026-01-01T00:00:00Z").size());
    JsonObject page = get("/audit?limit=2");
    JsonObject next = get("/audit?limit=2&cursor=" + page.getString("next_cursor"));
    assertEquals(
        page.getJsonArray("data").getJsonObject(0).getLong("number") - 2,
        next.getJsonArray("data").getJsonObject(0).getLong("number"));
    for (String bad :
        List.of(
            "?actor=x", "?action=x", "?from=x", "?cursor=x", "/inclusion?entry=0", "/inclusion")) {
      int status = gateway.call("GET", "/audit" + bad, owner, new JsonObject()).statusCode();
      assertTrue(status == 422 || status == 400, bad + " -> " + status);
    }
  }

  @Test
  void everyEntryIsProvedToBeInTheSignedTree() throws Exception {
    JsonObject json = get("/audit/head");
    TreeHead head = SignedHead.parse(json.getString("checkpoint"), key()).head();
    assertEquals(head.size(), json.getLong("size"));
    for (long entry = 1; entry <= head.size(); entry++) {
      JsonObject inclusion = get("/audit/inclusion?entry=" + entry + "&size=" + head.size());
      assertTrue(
          MerkleProof.includes(
              head.root(),
              head.size(),
              hash(inclusion.getString("leaf")),
              entry - 1,
              proof(inclusion.getJsonArray("proof"))));
    }
    String verifier = get("/audit/key").getString("workspace_verifier");
    assertTrue(
        verifier
            .toLowerCase(Locale.ROOT)
            .startsWith("tandem-audit/workspace/" + gateway.demo().workspace() + "+"),
        verifier);
  }

  @Test
  void anOlderTreeIsProvedToBeTheBeginning() throws Exception {
    TreeHead old = SignedHead.parse(get("/audit/head").getString("checkpoint"), key()).head();
    JsonObject name = new JsonObject().put("name", "Ada");
    assertEquals(200, gateway.call("PATCH", "/me", owner, name).statusCode());
    TreeHead now = SignedHead.parse(get("/audit/head").getString("checkpoint"), key()).head();
    assertTrue(now.size() > old.size());
    JsonObject consistency = get("/audit/consistency?from=" + old.size() + "&to=" + now.size());
    assertTrue(
        MerkleProof.extendsTree(
            old.root(),
            old.size(),
            now.root(),
            now.size(),
            proof(consistency.getJsonArray("proof"))));
  }

  @Test
  void theStatusPageShowsAHeadThatCoversTheWorkspaces() throws Exception {
    int kept = new HeadLog(gateway.storage()).keep();
    assertTrue(kept <= 1);
    JsonObject installation = get("/audit/installation?from=1");
    TreeHead shown = SignedHead.parse(installation.getString("checkpoint"), key()).head();
    assertEquals(TreeHead.INSTALLATION, shown.origin());
    JsonObject own = installation.getJsonObject("kept");
    assertEquals(
        own.getString("checkpoint"), listed("/audit/heads").getFirst().getString("checkpoint"));
    TreeHash leaf = TreeHash.leaf(own.getString("checkpoint").getBytes(StandardCharsets.UTF_8));
    assertTrue(
        MerkleProof.includes(
            shown.root(),
            shown.size(),
            leaf,
            own.getLong("leaf") - 1,
            proof(own.getJsonArray("proof"))));

    String text = gateway.send(gateway.request("/status/audit-head.txt").GET().build()).body();
    TreeHead outside = SignedHead.parse(text, key()).head();
    assertEquals(TreeHead.INSTALLATION, outside.origin());
    assertFalse(text.contains(gateway.demo().workspace().toString()), "names no workspace");
    String page = gateway.send(gateway.request("/status").GET().build()).body();
    assertTrue(page.contains("/status/audit-head.txt"), page);
    assertFalse(page.contains(gateway.demo().workspace().toString()));
  }
}
