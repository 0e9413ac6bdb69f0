package dev.tandem.storage.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Goal: tree heads are signed as others verify. Method: RFC 8032 section 7.1, tests 1 and 2, and
/// every bit of a signature turned over.
final class SignaturesOfRfc8032Test {
  private static final HexFormat HEX = HexFormat.of();

  private static void vector(String seed, String key, String message, String signature) {
    SigningKey signing = SigningKey.of(KeyBytes.of(HEX.parseHex(seed)));
    byte[] text = HEX.parseHex(message);
    assertEquals(key, HEX.formatHex(signing.verifying().bytes()));
    byte[] signed = signing.sign(text);
    assertArrayEquals(HEX.parseHex(signature), signed);
    VerifyingKey verifying = VerifyingKey.of(HEX.parseHex(key));
    assertTrue(verifying.verify(text, signed));
    for (int bit = 0; bit < signed.length * 8; bit++) {
      byte[] turned = signed.clone();
      turned[bit / 8] ^= (byte) (1 << (bit % 8));
      assertFalse(verifying.verify(text, turned));
    }
  }

  @Test
  void test_1() {
    vector(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  }

  @Test
  void test_2() {
    vector(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  }
}
