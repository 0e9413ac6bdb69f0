package dev.tandem.gateway.config;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything an operator decided, read once at start by [ConfigReader]. Nobody reads a setting
/// anywhere else.
public record Config(
    Path data,
    Database database,
    Optional<String> rootKey,
    Https https,
    Relay relay,
    Metrics metrics,
    Calls calls,
    Sessions sessions,
    String logLevel) {

  /// Where Postgres is: an address with credentials, or none for our own server.
  public record Database(Optional<String> url, int connections) {
    /// Leaves the address out, for it carries the password.
    @Override
    public String toString() {
      return "Database[connections=" + connections + "]";
    }
  }

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
  public record Relay(
      String listenAddress,
      int port,
      InetAddress address,
      int portMin,
      int portMax,
      List<String> allowedPeers) {
    public Relay {
      allowedPeers = List.copyOf(allowedPeers);
    }

    /// The same relay that also relays to `network`.
    public Relay allowing(String network) {
      List<String> peers =
          java.util.stream.Stream.concat(allowedPeers.stream(), java.util.stream.Stream.of(network))
              .distinct()
              .toList();
      return new Relay(listenAddress, port, address, portMin, portMax, peers);
    }
  }

  /// Where numbers about the process are read.
  public record Metrics(String address, int port) {}

  /// How calls end when nobody answers.
  public record Calls(int ringSeconds, int voicemailMaxSeconds) {}

  /// How long a signed-in browser stays so.
  public record Sessions(Duration idle, Duration absolute, Duration signInLink) {}

  /// The same configuration with another relay.
  public Config withRelay(Relay other) {
    return new Config(data, database, rootKey, https, other, metrics, calls, sessions, logLevel);
  }
}
