package dev.tandem.gateway.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/// Tells before a swap whether a private key belongs to a certificate, by signing and verifying: a
/// pair replaced half-way must not take the listener down.
final class PairCheck {
  private static final byte[] SAMPLE = "tandem".getBytes(StandardCharsets.US_ASCII);

  private PairCheck() {}

  static void requireMatch(Identity identity, X509Certificate leaf)
      throws IOException, GeneralSecurityException {
    PrivateKey key = PrivateKeys.parse(identity.keyPem());
    PublicKey expected = leaf.getPublicKey();
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC", "ECDSA" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(SAMPLE);
    byte[] signed = signer.sign();
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(expected);
    verifier.update(SAMPLE);
    if (!verifier.verify(signed)) {
      throw new GeneralSecurityException(
          "the private key does not belong to the certificate; replace both files");
    }
  }
}
