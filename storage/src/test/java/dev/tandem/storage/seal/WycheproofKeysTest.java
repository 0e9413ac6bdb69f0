package dev.tandem.storage.seal;

import static dev.tandem.storage.seal.Wycheproof.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: key wrap, key derivation and HMAC are what their standards say. Method: all of
/// Wycheproof's cases, except wrapping of keys shorter than KWP's 16 bytes, which the JDK refuses
/// and we never do.
final class WycheproofKeysTest {

  @Test
  void key_wrap_with_padding() throws IOException {
    for (JsonObject test :
        Wycheproof.cases("aes_kwp_test.json", group -> group.getInteger("keySize") == 256)) {
      byte[] wrapping = hex(test, "key");
      byte[] wrapped = hex(test, "ct");
      byte[] key = hex(test, "msg");
      if (Wycheproof.valid(test)) {
        assertArrayEquals(wrapped, KeyWrap.raw(Cipher.ENCRYPT_MODE, wrapping, key), test::encode);
        assertArrayEquals(key, KeyWrap.raw(Cipher.DECRYPT_MODE, wrapping, wrapped), test::encode);
      } else if (test.getString("result").equals("invalid")) {
        assertThrows(
            SealBroken.class,
            () -> KeyWrap.raw(Cipher.DECRYPT_MODE, wrapping, wrapped),
            test::encode);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"SHA256, hkdf_sha256_test.json", "SHA512, hkdf_sha512_test.json"})
  void key_derivation(Hkdf hkdf, String file) throws IOException {
    for (JsonObject test : Wycheproof.cases(file, group -> true)) {
      int size = test.getInteger("size");
      if (Wycheproof.valid(test)) {
        assertArrayEquals(hex(test, "okm"), derive(hkdf, test, size), test::encode);
      } else {
        assertThrows(IllegalArgumentException.class, () -> derive(hkdf, test, size), test::encode);
      }
    }
  }

  private static byte[] derive(Hkdf hkdf, JsonObject test, int size) {
    return Ciphers.use(
        ciphers ->
            hkdf.expand(
                ciphers,
                hkdf.extract(ciphers, hex(test, "salt"), hex(test, "ikm")),
                hex(test, "info"),
                size));
  }

  @Test
  void hmac() throws IOException {
    for (JsonObject test :
        Wycheproof.cases("hmac_sha256_test.json", group -> group.getInteger("tagSize") == 256)) {
      byte[] tag =
          Ciphers.use(ciphers -> ciphers.hmac256(hex(test, "key")).doFinal(hex(test, "msg")));
      assertEquals(
          Wycheproof.valid(test), MessageDigest.isEqual(tag, hex(test, "tag")), test::encode);
    }
  }
}
