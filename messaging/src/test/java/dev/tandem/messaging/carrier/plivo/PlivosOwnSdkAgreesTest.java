package dev.tandem.messaging.carrier.plivo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.plivo.api.util.Utils;
import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.OracleForms;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Goal: what Plivo's own SDK signs we accept, and nothing else. Method: its `Utils` signs forms by
/// a seed with V3 and V2; on Plivo's own vectors it is written down which of them it fails.
class PlivosOwnSdkAgreesTest {
  private static final int FORMS = 300;

  /// The SDK signs for no port, whatever the address has: where there is one we follow Plivo's
  /// description, so these addresses have none.
  private static String url(Random random) {
    return OracleForms.url(random).replaceFirst(":(8443|443)/", "/");
  }

  @Test
  void onV3() throws Exception {
    long seed = OracleForms.seed();
    Random random = new Random(seed);
    for (int i = 0; i < FORMS; i++) {
      String token = OracleForms.token(random);
      String nonce = Integer.toString(random.nextInt(1 << 30));
      String url = url(random);
      Map<String, String> fields = OracleForms.fields(random);
      String theirs = Utils.computeSignatureV3(url, nonce, token, "POST", fields);
      assertTrue(
          PlivoSignature.postHolds(theirs, nonce, url, Form.of(fields), token),
          "seed " + seed + ", form " + i);
      Map<String, String> changed = new HashMap<>(fields);
      changed.merge("Body", "!", String::concat);
      assertFalse(PlivoSignature.postHolds(theirs, nonce, url, Form.of(changed), token));
      assertFalse(PlivoSignature.postHolds(theirs, nonce + "1", url, Form.of(fields), token));
    }
  }

  @Test
  void onV2() throws Exception {
    long seed = OracleForms.seed();
    Random random = new Random(seed);
    for (int i = 0; i < FORMS; i++) {
      String token = OracleForms.token(random);
      String nonce = Integer.toString(random.nextInt(1 << 30));
      String url = url(random);
      String theirs = Utils.computeSignature(url, nonce, token);
      assertTrue(PlivoSignature.v2Holds(theirs, nonce, url, token), "seed " + seed + ", " + i);
      assertFalse(PlivoSignature.v2Holds(theirs, nonce, url, token + "x"));
    }
  }

  /// Ours passes all ([PlivoSignatureVectorsTest]). Theirs compares the method by reference, so
  /// that of a request, which is no constant of the program, is never `GET`.
  @Test
  @SuppressWarnings("unchecked")
  void theirsFailsPlivosVectorsOfGet() throws Exception {
    Set<String> failed = new TreeSet<>();
    for (Object each : Shared.json("vectors/plivo-signature.json").getJsonArray("v3")) {
      JsonObject vector = (JsonObject) each;
      Map<String, String> params = new HashMap<>();
      vector.getJsonObject("params").forEach(one -> params.put(one.getKey(), one.getValue() + ""));
      boolean held =
          Utils.validateSignatureV3(
              vector.getString("url"),
              vector.getString("nonce"),
              vector.getString("signature"),
              vector.getString("auth_token"),
              vector.getString("method"),
              params);
      if (!held) {
        failed.add(vector.getString("method"));
      }
    }
    assertEquals(Set.of("GET"), failed);
  }
}
