package dev.tandem.media.relay;

import dev.tandem.media.stun.IpAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;

/// The addresses of this host: behind them are its own services, which nobody shall reach through
/// the relay.
final class OwnAddresses {

  private OwnAddresses() {}

  /// Every address of every interface, without loopback, for which the policy has its own word.
  ///
  /// @throws RelayException when the interfaces cannot be listed
  static Set<IpAddress> read() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress())
          .map(IpAddress::of)
          .collect(Collectors.toUnmodifiableSet());
    } catch (SocketException e) {
      throw new RelayException(
          "The relay cannot list this host's network interfaces, so it cannot keep clients away"
              + " from this host's own services; let it read them and start again",
          e);
    }
  }
}
