package dev.tandem.gateway.edge.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a company's address is pinned to TLS in browsers; the demo's `localhost` is not, or every
/// other program that somebody runs there without TLS could no longer be opened.
///
/// Method: the one question the header depends on, asked of addresses of both kinds.
final class LocalhostIsNotPinnedToTlsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost:8443",
        "https://LOCALHOST",
        "https://phone.localhost",
        "https://127.0.0.1:8443",
        "https://[::1]:8443"
      })
  void namesOfThisMachine(String url) {
    assertTrue(new PublicAddress(URI.create(url), 8443).isThisMachine());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://phone.example.com",
        "https://localhost.example.com",
        "https://notlocalhost",
        "https://127.0.0.1.example.com"
      })
  void namesOthersCanUse(String url) {
    assertFalse(new PublicAddress(URI.create(url), 8443).isThisMachine());
  }
}
