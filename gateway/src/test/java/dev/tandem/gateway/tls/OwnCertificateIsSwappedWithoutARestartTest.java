package dev.tandem.gateway.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.TestListener;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an operator replaces the certificate's files and new connections see the new one, old ones
/// live on; a pair that does not fit changes nothing. The local authority's certificate renews
/// itself.
///
/// Method: the real listener, certificates by a local authority used as if they were brought.
final class OwnCertificateIsSwappedWithoutARestartTest {
  @Test
  void newConnectionsSeeTheNewCertificate(@TempDir Path directory) throws Exception {
    Path issuer = directory.resolve("issuer");
    Path live = Files.createDirectories(directory.resolve("live"));
    issue(issuer, live, 1);
    Certificates.OwnFiles own =
        new Certificates.OwnFiles(live.resolve("chain.pem"), live.resolve("key.pem"));
    Path authority = issuer.resolve("ca.pem");
    try (TestListener server =
            new TestListener(
                directory.resolve("tls"), Optional.of(own), r -> r.response().end("kept"));
        SSLSocket old = TlsClients.connect(authority, server.port())) {
      BigInteger first = serial(old);
      assertTrue(server.certificates().refreshed().isEmpty());

      issue(issuer, live, 2);
      assertTrue(server.certificates().refreshed().isPresent());
      assertTrue(TestListener.await(server.listener().swapCertificate()));
      try (SSLSocket fresh = TlsClients.connect(authority, server.port())) {
        assertNotEquals(first, serial(fresh));
      }
      old.getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n\r\n")
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertEquals('H', old.getInputStream().read(), "a connection made before goes on");

      Path key = live.resolve("key.pem");
      Files.copy(issuer.resolve("ca.key"), key, StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(key, FileTime.from(Instant.now().plusSeconds(3)));
      assertThrows(GeneralSecurityException.class, () -> server.certificates().refreshed());
      try (SSLSocket still = TlsClients.connect(authority, server.port())) {
        assertNotEquals(first, serial(still));
      }
    }
  }

  @Test
  void theLocalCertificateRenewsItselfUnderTheSameAuthority(@TempDir Path directory)
      throws Exception {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    MovableClock clock = new MovableClock(start);
    Certificates certificates =
        Certificates.open(directory, "phone.example", Optional.empty(), clock, new SecureRandom());
    Identity first = certificates.identity();
    String authority = Files.readString(certificates.authorityFile());
    clock.now = start.plusSeconds(59L * 86_400);
    assertTrue(certificates.refreshed().isEmpty());
    clock.now = start.plusSeconds(61L * 86_400);
    assertTrue(certificates.refreshed().isPresent());
    assertNotEquals(first.chainPem(), certificates.identity().chainPem());
    assertEquals(authority, Files.readString(certificates.authorityFile()));
    X509Certificate leaf = LocalAuthority.certificate(certificates.identity().chainPem());
    String names = String.valueOf(leaf.getSubjectAlternativeNames());
    assertTrue(names.contains("phone.example") && names.contains("127.0.0.1"), names);

    Certificates again =
        Certificates.open(directory, "phone.example", Optional.empty(), clock, new SecureRandom());
    assertEquals(certificates.identity().chainPem(), again.identity().chainPem());
  }

  private static final class MovableClock implements InstantSource {
    private Instant now;

    MovableClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static void issue(Path issuer, Path live, int round) throws Exception {
    Files.createDirectories(issuer);
    LocalAuthority authority = LocalAuthority.open(issuer, Instant.now(), new SecureRandom());
    Identity made = authority.issue("localhost", Instant.now());
    for (String name : new String[] {"chain.pem", "key.pem"}) {
      Path file = live.resolve(name);
      Files.writeString(file, name.equals("key.pem") ? made.keyPem() : made.chainPem());
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(round)));
    }
  }

  private static BigInteger serial(SSLSocket socket) throws Exception {
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
  }
}
