package dev.tandem.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate as the JDK's own TLS takes it: for the relay, whose loops are bare NIO.
public final class JdkContext {
  private JdkContext() {}

  /// A context that serves `identity`. Which versions are spoken, the engine is told.
  public static SSLContext of(Identity identity) {
    char[] inMemory = new char[0];
    try {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(identity.chainPem().getBytes(StandardCharsets.US_ASCII)))
              .toArray(Certificate[]::new);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, inMemory);
      store.setKeyEntry("relay", PrivateKeys.parse(identity.keyPem()), inMemory, chain);
      KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(store, inMemory);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The certificate in force does not suit the relay", e);
    }
  }
}
