package dev.tandem.media.relay;

import dev.tandem.media.turn.Drop;
import java.util.Map;

/// What a relay has done since it started, as one reading.
///
/// @param fromClients datagrams that clients sent to it
/// @param toClients datagrams that it sent to clients
/// @param fromPeers datagrams that arrived at relayed ports
/// @param toPeers datagrams that it sent from relayed ports
/// @param allocationsMade allocations since the start
/// @param allocations allocations that live now
/// @param drops datagrams that went nowhere, each reason present
public record RelayCounters(
    Traffic fromClients,
    Traffic toClients,
    Traffic fromPeers,
    Traffic toPeers,
    long allocationsMade,
    int allocations,
    Map<Drop, Long> drops) {

  public RelayCounters {
    drops = Map.copyOf(drops);
  }

  /// @param bytes of UDP payload
  public record Traffic(long packets, long bytes) {}
}
