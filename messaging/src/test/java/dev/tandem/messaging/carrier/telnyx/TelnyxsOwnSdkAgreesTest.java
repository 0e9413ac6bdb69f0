package dev.tandem.messaging.carrier.telnyx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.messaging.NodeProgram;
import dev.tandem.messaging.carrier.OracleForms;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: Telnyx's own SDK and we judge the same calls alike. Method: its `TelnyxWebhook` in Node,
/// of the npm package `telnyx` (its Java SDK that the registry serves has no verifier), on calls
/// that are right and wrong in one thing each, by a seed.
class TelnyxsOwnSdkAgreesTest {
  private static final int CALLS = 60;

  @TempDir Path directory;

  @Test
  void onCallsRightAndWrong() throws GeneralSecurityException {
    Path folder = NodeProgram.folder(directory, "telnyx@7.24.0");
    long seed = OracleForms.seed();
    Random random = new Random(seed);
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = keys.getPublic().getEncoded();
    String publicKey =
        Base64.getEncoder()
            .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    try (NodeProgram sdk = NodeProgram.start(folder, getClass(), "verify.js")) {
      for (int i = 0; i < CALLS; i++) {
        String body = new JsonObject().put("text", OracleForms.words(random)).encode();
        Instant now = Instant.now();
        String time = Long.toString(now.getEpochSecond() - (i % 5 == 1 ? 900 : 0));
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(keys.getPrivate());
        signing.update((time + "|" + body).getBytes(UTF_8));
        byte[] signed = signing.sign();
        if (i % 5 == 2) {
          signed[random.nextInt(signed.length)] ^= 1;
        }
        String signature = Base64.getEncoder().encodeToString(signed);
        String given = i % 5 == 3 ? body + " " : body;
        boolean ours =
            TelnyxSignature.fresh(time, now)
                && TelnyxSignature.holds(signature, time, given.getBytes(UTF_8), publicKey);
        sdk.order(
            new JsonObject()
                .put("key", publicKey)
                .put("body", given)
                .put("signature", signature)
                .put("time", time));
        boolean theirs = sdk.next("holds").getBoolean("holds");
        assertEquals(theirs, ours, "seed " + seed + ", call " + i);
        assertEquals(i % 5 == 0 || i % 5 == 4, ours, "seed " + seed + ", call " + i);
      }
    }
  }
}
