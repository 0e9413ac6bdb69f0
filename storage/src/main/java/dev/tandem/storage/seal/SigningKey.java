package dev.tandem.storage.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/// Signs with Ed25519 (RFC 8032). The same seed is the same key.
public final class SigningKey {
  private final PrivateKey key;
  private final VerifyingKey verifying;

  private SigningKey(PrivateKey key, VerifyingKey verifying) {
    this.key = key;
    this.verifying = verifying;
  }

  public static SigningKey of(KeyBytes seed) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed.bytes()));
      SigningKey signing = new SigningKey(key, publicHalf(seed));
      byte[] probe = {1};
      if (!signing.verifying.verify(probe, signing.sign(probe))) {
        throw new AssertionError("a key verifies what its other half signed");
      }
      return signing;
    } catch (GeneralSecurityException e) {
      throw Ciphers.missing(e);
    }
  }

  /// The JDK derives a public key only while it generates a pair, so it is handed the seed as its
  /// randomness. [#of] checks that it used it.
  private static VerifyingKey publicHalf(KeyBytes seed) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519", "SunEC");
    generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
    KeyPair pair = generator.generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    return VerifyingKey.of(
        Arrays.copyOfRange(encoded, encoded.length - VerifyingKey.BYTES, encoded.length));
  }

  public byte[] sign(byte[] message) {
    try {
      Signature engine = Signature.getInstance("Ed25519");
      engine.initSign(key);
      engine.update(message);
      return engine.sign();
    } catch (GeneralSecurityException e) {
      throw Ciphers.missing(e);
    }
  }

  public VerifyingKey verifying() {
    return verifying;
  }

  @Override
  public String toString() {
    return "[signing key]";
  }

  /// Randomness that was chosen.
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient KeyBytes seed;

    Given(KeyBytes seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] out) {
      System.arraycopy(seed.bytes(), 0, out, 0, out.length);
    }
  }
}
