package dev.tandem.gateway.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/// Reads the private key of a certificate.
final class PrivateKeys {
  private PrivateKeys() {}

  /// The first key of an unencrypted PKCS #8 PEM.
  static PrivateKey parse(String pem) throws IOException, GeneralSecurityException {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (parser.readObject() instanceof PrivateKeyInfo info) {
        return new JcaPEMKeyConverter().getPrivateKey(info);
      }
    }
    throw new GeneralSecurityException(
        "the private key is not an unencrypted PKCS #8 PEM; convert it with openssl pkcs8 -topk8");
  }
}
