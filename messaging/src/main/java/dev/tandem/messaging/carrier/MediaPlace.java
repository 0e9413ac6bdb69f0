package dev.tandem.messaging.carrier;

import dev.tandem.storage.seal.Secret;
import java.net.URI;
import java.util.Optional;

/// Where a carrier keeps attachments of inbound texts: nothing is fetched from anywhere else.
///
/// @param inside where it is on this machine, of a carrier that runs in the gateway itself; there
///   is no TLS then, and no other port
/// @param host its whole name, or with a point in front every name that ends so
/// @param path what every path there begins with
/// @param authorization value of the `Authorization` header, where it is asked for
/// @param removes whether the same address takes DELETE
public record MediaPlace(
    Optional<URI> inside,
    String host,
    String path,
    Optional<Secret<String>> authorization,
    boolean removes) {

  /// Addresses that whoever knows them may read.
  public static MediaPlace open(String host) {
    return open(host, "/");
  }

  /// The same on a host that is others' too.
  public static MediaPlace open(String host, String path) {
    return new MediaPlace(Optional.empty(), host, path, Optional.empty(), false);
  }

  /// Addresses of the carrier's API.
  public static MediaPlace api(String host, String path, String authorization, boolean removes) {
    return new MediaPlace(
        Optional.empty(), host, path, Optional.of(Secret.of(authorization)), removes);
  }

  /// Addresses of the API of a carrier inside the gateway. The carrier names it, never a webhook.
  public static MediaPlace inside(URI api, String path, String authorization) {
    if (!"http".equals(api.getScheme()) || !"127.0.0.1".equals(api.getHost())) {
      throw new IllegalArgumentException("a carrier inside listens on this machine");
    }
    return new MediaPlace(
        Optional.of(api), "127.0.0.1", path, Optional.of(Secret.of(authorization)), true);
  }

  @Override
  public String toString() {
    return "MediaPlace[" + host + "]";
  }
}
