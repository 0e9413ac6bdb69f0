package dev.tandem.messaging.carrier;

import dev.tandem.storage.seal.Secret;
import java.util.Optional;

/// Where a carrier keeps attachments of inbound texts: nothing is fetched from anywhere else.
///
/// @param host its whole name, or with a point in front every name that ends so
/// @param path what every path there begins with
/// @param authorization value of the `Authorization` header, where it is asked for
/// @param removes whether the same address takes DELETE
public record MediaPlace(
    String host, String path, Optional<Secret<String>> authorization, boolean removes) {

  /// Addresses that whoever knows them may read.
  public static MediaPlace open(String host) {
    return open(host, "/");
  }

  /// The same on a host that is others' too.
  public static MediaPlace open(String host, String path) {
    return new MediaPlace(host, path, Optional.empty(), false);
  }

  /// Addresses of the carrier's API.
  public static MediaPlace api(String host, String path, String authorization, boolean removes) {
    return new MediaPlace(host, path, Optional.of(Secret.of(authorization)), removes);
  }

  @Override
  public String toString() {
    return "MediaPlace[" + host + "]";
  }
}
