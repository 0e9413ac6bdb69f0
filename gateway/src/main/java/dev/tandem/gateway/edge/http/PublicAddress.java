package dev.tandem.gateway.edge.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The address this gateway is known by: which `Host` it answers to, and which `Origin` is its own
/// page.
public final class PublicAddress {
  private static final int HTTPS_PORT = 443;

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.*\\.localhost|127(\\.\\d+){3}|\\[::1]");

  private final String origin;
  private final Set<String> hosts;
  private final boolean thisMachine;

  /// `publicUrl` is an https URL without a path; `port` is the one listened on, where loopback
  /// names are answered too, for probes on the machine itself.
  public PublicAddress(URI publicUrl, int port) {
    int publicPort = publicUrl.getPort() == -1 ? HTTPS_PORT : publicUrl.getPort();
    String host = publicUrl.getHost().toLowerCase(Locale.ROOT);
    this.origin = "https://" + authority(host, publicPort);
    this.thisMachine = LOOPBACK.matcher(host).matches();
    this.hosts =
        Set.copyOf(
            java.util.List.of(host + ":" + publicPort, "127.0.0.1:" + port, "[::1]:" + port)
                .stream()
                .distinct()
                .toList());
  }

  /// The origin of our page, as browsers write it.
  public String origin() {
    return origin;
  }

  /// Whether the public name is one of loopback, as in the demo: no other machine can use it.
  boolean isThisMachine() {
    return thisMachine;
  }

  /// Whether a `Host` field names this gateway.
  public boolean answersTo(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int colon = lower.lastIndexOf(':');
    boolean hasPort = colon > lower.lastIndexOf(']');
    return hosts.contains(hasPort ? lower : lower + ":" + HTTPS_PORT);
  }

  /// Whether an `Origin` field is exactly ours (RFC 6454 section 6.2: scheme and host in lower
  /// case, no path). An absent one is not.
  public boolean isOwn(Optional<String> sent) {
    return sent.filter(value -> value.toLowerCase(Locale.ROOT).equals(origin)).isPresent();
  }

  private static String authority(String host, int port) {
    return port == HTTPS_PORT ? host : host + ":" + port;
  }
}
