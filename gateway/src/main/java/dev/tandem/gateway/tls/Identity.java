package dev.tandem.gateway.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Instant;

/// A certificate chain with its private key, both PEM, as the TLS engine takes them.
public record Identity(String chainPem, String keyPem, Instant notAfter) {

  PemKeyCertOptions options() {
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(chainPem))
        .addKeyValue(Buffer.buffer(keyPem));
  }

  /// Says until when it is valid, and nothing of the key.
  @Override
  public String toString() {
    return "Identity[until " + notAfter + "]";
  }
}
