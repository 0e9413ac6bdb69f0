package dev.tandem.storage.seal;

import static dev.tandem.storage.seal.Wycheproof.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Goal: signatures of tree heads are Ed25519 as others verify it, and no odd signature passes.
/// Method: all of Wycheproof's cases, each under the key of its group.
final class WycheproofSignaturesTest {

  @Test
  void ed25519() throws IOException {
    for (JsonObject group : Wycheproof.groups("ed25519_test.json")) {
      VerifyingKey key = VerifyingKey.of(hex(group.getJsonObject("publicKey"), "pk"));
      for (Object each : group.getJsonArray("tests")) {
        JsonObject test = (JsonObject) each;
        assertEquals(
            Wycheproof.valid(test), key.verify(hex(test, "msg"), hex(test, "sig")), test::encode);
      }
    }
  }
}
