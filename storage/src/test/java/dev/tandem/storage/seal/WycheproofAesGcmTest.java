package dev.tandem.storage.seal;

import static dev.tandem.storage.seal.Wycheproof.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: our AES-GCM is AES-GCM. Method: Wycheproof's cases with 256-bit keys, 96-bit nonces and
/// 128-bit tags, which are the only sizes that our API admits.
final class WycheproofAesGcmTest {

  @Test
  void published_cases_pass() throws IOException {
    List<JsonObject> cases =
        Wycheproof.cases(
            "aes_gcm_test.json",
            group ->
                group.getInteger("keySize") == 256
                    && group.getInteger("ivSize") == 96
                    && group.getInteger("tagSize") == 128);
    assertTrue(cases.size() > 60, () -> "only " + cases.size() + " cases");
    for (JsonObject test : cases) {
      check(test);
    }
  }

  private static void check(JsonObject test) {
    byte[] key = hex(test, "key");
    byte[] nonce = hex(test, "iv");
    byte[] aad = hex(test, "aad");
    byte[] message = hex(test, "msg");
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    sealed.writeBytes(hex(test, "ct"));
    sealed.writeBytes(hex(test, "tag"));
    byte[] bytes = sealed.toByteArray();
    if (!Wycheproof.valid(test)) {
      assertThrows(
          SealBroken.class,
          () -> Ciphers.use(ciphers -> ciphers.decrypt(key, nonce, aad, bytes, 0, bytes.length)),
          test::encode);
      return;
    }
    byte[] opened =
        Ciphers.use(ciphers -> ciphers.decrypt(key, nonce, aad, bytes, 0, bytes.length));
    assertArrayEquals(message, opened, test::encode);
    byte[] made = new byte[bytes.length];
    Ciphers.use(
        ciphers -> {
          ciphers.encrypt(key, nonce, aad, message, 0, message.length, made, 0);
          return made;
        });
    assertArrayEquals(bytes, made, test::encode);
  }
}
