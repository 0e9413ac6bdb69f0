package dev.tandem.media.relay;

import dev.tandem.media.turn.Drop;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a relay has done since it started, as one reading.
///
/// @param path how it moves packets
/// @param fromClients datagrams that clients sent to it
/// @param toClients datagrams that it sent to clients
/// @param fromPeers datagrams that arrived at relayed ports
/// @param toPeers datagrams that it sent from relayed ports
/// @param straight payloads that went from one client to another without the way through two
///   relayed ports
/// @param allocationsMade allocations since the start
/// @param allocations allocations that live now
/// @param drops datagrams that went nowhere, each reason present
/// @param rounds how many wake-ups of its loop took less than 1, 2, 4, 8... microseconds, each
///   counted once; the last takes all the longer ones too
public record RelayCounters(
    DataPath path,
    Traffic fromClients,
    Traffic toClients,
    Traffic fromPeers,
    Traffic toPeers,
    Traffic straight,
    long allocationsMade,
    int allocations,
    Map<Drop, Long> drops,
    List<Long> rounds) {

  public RelayCounters {
    drops = Map.copyOf(drops);
    rounds = List.copyOf(rounds);
  }

  /// Two loops of one relay together.
  RelayCounters plus(RelayCounters other) {
    Map<Drop, Long> dropped = new EnumMap<>(drops);
    other.drops.forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
    List<Long> together = new ArrayList<>(rounds);
    for (int i = 0; i < together.size(); i++) {
      together.set(i, rounds.get(i) + other.rounds.get(i));
    }
    return new RelayCounters(
        path,
        fromClients.plus(other.fromClients),
        toClients.plus(other.toClients),
        fromPeers.plus(other.fromPeers),
        toPeers.plus(other.toPeers),
        straight.plus(other.straight),
        allocationsMade + other.allocationsMade,
        allocations + other.allocations,
        dropped,
        together);
  }

  /// @param bytes of payload
  public record Traffic(long packets, long bytes) {
    Traffic plus(Traffic other) {
      return new Traffic(packets + other.packets, bytes + other.bytes);
    }
  }
}
