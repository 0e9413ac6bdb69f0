package dev.tandem.gateway.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The TLS implementation at work. BoringSSL is the one wanted: it agrees on X25519MLKEM768, which
/// keeps a recorded connection closed to a later quantum computer, and costs a third of a JDK
/// handshake.
public enum Engine {
  BORINGSSL,
  JDK;

  /// The one version spoken.
  public static final Set<String> PROTOCOLS = Set.of("TLSv1.3");

  /// Key agreement in order of preference; the hybrid first (draft-ietf-tls-ecdhe-mlkem).
  static final String[] GROUPS = {"X25519MLKEM768", "x25519", "secp256r1", "secp384r1"};

  /// The engine this machine can run.
  public static Engine available() {
    return OpenSsl.isAvailable() ? BORINGSSL : JDK;
  }

  /// Whether connections resist an eavesdropper who keeps them for a quantum computer.
  public boolean hybridKeyAgreement() {
    return this == BORINGSSL;
  }

  /// What keeps BoringSSL from loading, for an operator to read; empty when it loads.
  public static Optional<String> obstacle() {
    return OpenSsl.isAvailable()
        ? Optional.empty()
        : Optional.of(
            "the native TLS library does not load on this platform; the JDK's engine serves,"
                + " without X25519MLKEM768");
  }

  /// The Vert.x options that select this engine.
  public SSLEngineOptions options() {
    return switch (this) {
      case BORINGSSL -> new BoringSslOptions();
      case JDK -> new JdkSSLEngineOptions();
    };
  }

  private static final class BoringSslOptions extends OpenSSLEngineOptions {
    @Override
    public BoringSslOptions copy() {
      return new BoringSslOptions();
    }

    @Override
    public SslContextFactory sslContextFactory() {
      return new ServerContexts();
    }
  }

  /// Builds server contexts with our groups, which Vert.x' own options do not name.
  private static final class ServerContexts implements SslContextFactory {
    private @Nullable KeyManagerFactory keys;

    @Override
    public SslContextFactory keyMananagerFactory(KeyManagerFactory factory) {
      keys = factory;
      return this;
    }

    @Override
    public SslContext create() throws SSLException {
      KeyManagerFactory identity = keys;
      if (identity == null) {
        throw new SSLException("a TLS server needs a certificate");
      }
      return SslContextBuilder.forServer(identity)
          .sslProvider(SslProvider.OPENSSL)
          .protocols(PROTOCOLS)
          .option(OpenSslContextOption.GROUPS, GROUPS)
          .build();
    }
  }
}
