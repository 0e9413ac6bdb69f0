package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The relayed ports of a machine, in each family that the relay has an address of.
final class RelayedPorts {

  private final HeldPorts held;
  private final @Nullable Ports v4;
  private final @Nullable Ports v6;

  /// @param held where it is noted which ports allocations live behind
  RelayedPorts(TurnSettings settings, HeldPorts held, RandomGenerator random) {
    this.held = held;
    v4 = ports(settings, Family.IPV4, random);
    v6 = ports(settings, Family.IPV6, random);
  }

  private static @Nullable Ports ports(
      TurnSettings settings, Family family, RandomGenerator random) {
    IpAddress address = settings.relayAddress(family);
    return address == null ? null : new Ports(address, settings.ports().own(), random);
  }

  /// Those of that family; null when the relay has none.
  @Nullable Ports of(Family family) {
    return family == Family.IPV4 ? v4 : v6;
  }

  /// The allocation that peers of that family reach at that port; null without one.
  @Nullable Allocation holder(Family family, int port) {
    Ports ports = of(family);
    return ports == null ? null : ports.holder(port);
  }

  /// The allocation at that address; null when it is none of this machine's.
  @Nullable Allocation holder(TransportAddress relayed) {
    Ports ports = of(relayed.ip().family());
    return ports == null ? null : ports.holder(relayed);
  }

  /// Makes an allocation findable at each of its relayed addresses.
  void hold(Allocation allocation) {
    for (Family family : Family.values()) {
      TransportAddress relayed = allocation.relayed(family);
      Ports ports = of(family);
      if (relayed != null && ports != null) {
        ports.hold(relayed.port(), allocation);
        held.hold(relayed);
      }
    }
  }

  void give(TransportAddress relayed, Sink sink) {
    Ports ports = of(relayed.ip().family());
    if (ports != null) {
      held.give(relayed);
      ports.give(relayed.port(), sink);
    }
  }
}
