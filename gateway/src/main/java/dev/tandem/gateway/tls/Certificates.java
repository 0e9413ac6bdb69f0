package dev.tandem.gateway.tls;

import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The certificate in force: the operator's own files, or one of the local authority that renews
/// itself. [#refreshed()] is asked from time to time and answers when another one takes over.
///
/// One thread at a time uses an instance.
public final class Certificates {
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  /// The operator's certificate chain and private key.
  public record OwnFiles(Path certificate, Path privateKey) {}

  private record Stamp(FileTime certificate, FileTime key, long bytes) {}

  private final Path directory;
  private final String publicHost;
  private final Optional<OwnFiles> own;
  private final InstantSource clock;
  private final SecureRandom random;
  private Identity identity;
  private Optional<Stamp> stamp;

  private Certificates(
      Path directory,
      String publicHost,
      Optional<OwnFiles> own,
      InstantSource clock,
      SecureRandom random)
      throws IOException, GeneralSecurityException {
    this.directory = directory;
    this.publicHost = publicHost;
    this.own = own;
    this.clock = clock;
    this.random = random;
    this.stamp = stamp();
    this.identity = own.isPresent() ? load(own.get()) : local();
  }

  /// Opens the certificate for `publicHost`; `directory` keeps the local authority.
  public static Certificates open(
      Path directory,
      String publicHost,
      Optional<OwnFiles> own,
      InstantSource clock,
      SecureRandom random)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    return new Certificates(directory, publicHost, own, clock, random);
  }

  /// The certificate in force.
  public Identity identity() {
    return identity;
  }

  /// Where the authority's certificate lies, for clients to trust.
  public Path authorityFile() {
    return directory.resolve("ca.pem");
  }

  /// How a listener serves the certificate in force: TLS 1.3, HTTP/1.1.
  public ServerSSLOptions serverOptions() {
    ServerSSLOptions options = new ServerSSLOptions();
    options.setKeyCertOptions(identity.options());
    options.setEnabledSecureTransportProtocols(Engine.PROTOCOLS);
    return options;
  }

  /// The next certificate, when files changed or the old one nears its end; the old one stays in
  /// force while the new files do not fit together.
  public Optional<Identity> refreshed() throws IOException, GeneralSecurityException {
    if (own.isPresent()) {
      Optional<Stamp> found = stamp();
      if (found.equals(stamp)) {
        return Optional.empty();
      }
      Identity next = load(own.get());
      stamp = found;
      identity = next;
      return Optional.of(next);
    }
    if (clock.instant().isBefore(identity.notAfter().minus(RENEW_BEFORE))) {
      return Optional.empty();
    }
    identity = local();
    return Optional.of(identity);
  }

  private Identity local() throws IOException, GeneralSecurityException {
    Instant now = clock.instant();
    LocalAuthority authority = LocalAuthority.open(directory, now, random);
    Path chainFile = directory.resolve("gateway.pem");
    Path keyFile = directory.resolve("gateway.key");
    if (Files.exists(chainFile) && Files.exists(keyFile)) {
      String chain = Files.readString(chainFile);
      X509Certificate leaf = LocalAuthority.certificate(chain);
      Instant notAfter = leaf.getNotAfter().toInstant();
      if (now.isBefore(notAfter.minus(RENEW_BEFORE)) && authority.issued(leaf) && names(leaf)) {
        return new Identity(chain, Files.readString(keyFile), notAfter);
      }
    }
    Identity issued = authority.issue(publicHost, now);
    KeyFiles.writePrivate(keyFile, issued.keyPem());
    KeyFiles.writePublic(chainFile, issued.chainPem());
    return issued;
  }

  private boolean names(X509Certificate leaf) throws CertificateException {
    String bare =
        publicHost.equals("[::1]")
            ? "0:0:0:0:0:0:0:1"
            : publicHost.replace("[", "").replace("]", "");
    var names = Optional.ofNullable(leaf.getSubjectAlternativeNames());
    return names.stream()
        .flatMap(java.util.Collection::stream)
        .anyMatch(name -> bare.equals(name.get(1)));
  }

  private static Identity load(OwnFiles files) throws IOException, GeneralSecurityException {
    String chain = Files.readString(files.certificate());
    X509Certificate leaf = LocalAuthority.certificate(chain);
    Identity loaded =
        new Identity(chain, Files.readString(files.privateKey()), leaf.getNotAfter().toInstant());
    PairCheck.requireMatch(loaded, leaf);
    return loaded;
  }

  private Optional<Stamp> stamp() throws IOException {
    if (own.isEmpty()) {
      return Optional.empty();
    }
    OwnFiles files = own.get();
    return Optional.of(
        new Stamp(
            Files.getLastModifiedTime(files.certificate()),
            Files.getLastModifiedTime(files.privateKey()),
            Files.size(files.certificate()) + Files.size(files.privateKey())));
  }
}
