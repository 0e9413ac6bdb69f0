package dev.tandem.gateway.config;

import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.s3.S3Settings;
import dev.tandem.storage.seal.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything an operator decided, read once at start by [ConfigReader]. Nobody reads a setting
/// anywhere else.
///
/// @param relaySecret what relays and gateways share; empty makes one for this process alone
/// @param relaysElsewhere the relays that calls use, in the order of the setting; without any this
///   process runs one itself
/// @param sandboxUrl a server on this machine that plays the demo's carrier in place of the one
///   inside
public record Config(
    Path data,
    Database database,
    Optional<RootKeySource> rootKey,
    Optional<S3Settings> blobStore,
    Https https,
    Relay relay,
    Optional<Secret<String>> relaySecret,
    List<RelayElsewhere> relaysElsewhere,
    Metrics metrics,
    Calls calls,
    Sessions sessions,
    Optional<URI> sandboxUrl,
    String securityContact,
    String logLevel) {

  public Config {
    relaysElsewhere = List.copyOf(relaysElsewhere);
  }

  /// Where Postgres is: an address with credentials, or none for our own server.
  public record Database(Optional<Secret<String>> url, int connections) {}

  /// The one public listener.
  public record Https(
      String address, int port, URI publicUrl, Optional<OwnCertificate> certificate) {

    /// The `Origin` of our own page: scheme, host and port without the default one.
    public String origin() {
      return publicUrl.toString();
    }
  }

  /// A certificate the operator brought, instead of one by the local authority.
  public record OwnCertificate(Path certificateFile, Path privateKeyFile) {}

  /// The relay of calls: where it listens and what it may reach.
  ///
  /// @param tlsPort where it listens over TLS; 0 for nowhere
  /// @param other where it is in the other IP family, too
  /// @param loops threads that share the clients over UDP
  public record Relay(
      String listenAddress,
      int port,
      int tlsPort,
      InetAddress address,
      int portMin,
      int portMax,
      List<String> allowedPeers,
      Optional<RelayHome> other,
      int loops) {
    public Relay {
      allowedPeers = List.copyOf(allowedPeers);
    }
  }

  /// Where a relay is in its second IP family, on the same ports.
  public record RelayHome(InetAddress listenAddress, InetAddress address) {}

  /// Where numbers about the process are read.
  public record Metrics(String address, int port) {}

  /// How calls end when nobody answers.
  public record Calls(int ringSeconds, int voicemailMaxSeconds) {}

  /// How long a signed-in browser stays so.
  public record Sessions(Duration idle, Duration absolute, Duration signInLink) {}
}
