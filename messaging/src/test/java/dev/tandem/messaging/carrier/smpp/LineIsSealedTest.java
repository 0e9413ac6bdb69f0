package dev.tandem.messaging.carrier.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierLine.State;
import dev.tandem.messaging.carrier.LineEvent;
import dev.tandem.messaging.carrier.LineListener;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.fake.FakeSmsc;
import dev.tandem.storage.seal.Secret;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: over TLS a password goes only to the host that was named, proven by a certificate that is
/// trusted. Method: an SMSC with a certificate for `localhost` of its own making, reached by that
/// name, by its address, and by somebody who trusts others.
class LineIsSealedTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;

  private KeyStore keys() throws Exception {
    Path file = directory.resolve("smsc.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "smsc",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().transferTo(System.out);
    assertEquals(0, keytool.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext server(KeyStore keys) throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    known.setCertificateEntry("smsc", keys.getCertificate("smsc"));
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static SmppCarrier carrier(SSLContext tls) {
    return new SmppCarrier(
        new SmppSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofMillis(50),
            Duration.ofMillis(5),
            Duration.ofMillis(50),
            Duration.ofMillis(5),
            4,
            tls));
  }

  private static CarrierAccess access(String host, int port) {
    return new CarrierAccess(
        "tandem@" + host + ":" + port,
        Secret.of("right"),
        Map.of(
            "security", Secret.of("tls"),
            "alphabet", Secret.of("gsm7"),
            "long_texts", Secret.of("udh")));
  }

  @Test
  void onlyToTheHostThatWasNamed() throws Exception {
    KeyStore keys = keys();
    try (FakeSmsc smsc = new FakeSmsc("tandem", "right", server(keys).getServerSocketFactory())) {
      SmppCarrier trusting = carrier(trusting(keys));
      try (var line = trusting.open(access("localhost", smsc.port()), new Nobody())) {
        Office.eventually("a line over TLS", () -> line.state() instanceof State.Open);
      }
      int binds = smsc.binds();
      assertEquals(1, binds);
      assertInstanceOf(
          NumbersOutcome.Unavailable.class,
          trusting.numbers(access("127.0.0.1", smsc.port())),
          "another name");
      assertInstanceOf(
          NumbersOutcome.Unavailable.class,
          carrier(SSLContext.getDefault()).numbers(access("localhost", smsc.port())),
          "nobody's certificate");
      assertEquals(binds, smsc.binds());
    }
  }

  private record Nobody() implements LineListener {
    @Override
    public Heard hear(LineEvent event) {
      return new Heard.NotOurs();
    }

    @Override
    public void acknowledged(List<UUID> kept) {}
  }
}
