package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.TransportAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All allocations and reservations of a machine: found by client and by relayed address, counted
/// by subject, ended by time.
final class Allocations {

  private final RelayedPorts ports;
  private final Quotas quotas;
  private final Map<TransportAddress, Allocation> byClient = new HashMap<>();
  private final Map<Long, Reservation> reservations = new LinkedHashMap<>();

  /// By the time to look at each again; one that was refreshed meanwhile is put back then.
  private final NavigableSet<Allocation> waiting =
      new TreeSet<>(
          Comparator.comparingLong(Allocation::lookAt).thenComparingLong(Allocation::serial));

  private long next = TurnServer.NEVER;
  private long made;

  Allocations(RelayedPorts ports, Quotas quotas) {
    this.ports = ports;
    this.quotas = quotas;
  }

  /// The allocation of that client, also by the address it says it has moved to.
  @Nullable Allocation ofClient(TransportAddress client) {
    return byClient.get(client);
  }

  /// The allocation that peers of that family reach at that port.
  @Nullable Allocation ofPort(Family family, int port) {
    return ports.holder(family, port);
  }

  /// The allocation that peers reach at that address; null when it is none of this machine's.
  @Nullable Allocation at(TransportAddress relayed) {
    return ports.holder(relayed);
  }

  /// Allocations that live.
  int live() {
    return waiting.size();
  }

  /// Allocations made since the start: the serial of the next one.
  long made() {
    return made;
  }

  /// Takes in an allocation, for which the quotas hold one already.
  void add(Allocation allocation) {
    made++;
    byClient.put(allocation.client(), allocation);
    ports.hold(allocation);
    waiting.add(allocation);
    next = first();
  }

  void remove(Allocation allocation, Sink sink) {
    waiting.remove(allocation);
    next = first();
    byClient.remove(allocation.client());
    Mobility mobility = allocation.mobility();
    if (mobility != null && mobility.next() != null) {
      byClient.remove(mobility.next());
    }
    quotas.release(allocation.owner().subject());
    allocation.relayed().forEach(relayed -> ports.give(relayed, sink));
  }

  /// Takes one of its two relayed addresses from an allocation.
  void remove(Allocation allocation, TransportAddress relayed, Sink sink) {
    allocation.forget(relayed.ip().family());
    ports.give(relayed, sink);
  }

  /// The client showed an accepted ticket at that address.
  void announce(Allocation allocation, Mobility mobility, int move, TransportAddress from) {
    TransportAddress before = mobility.next();
    mobility.announce(move, from, allocation.client());
    TransportAddress after = mobility.next();
    if (before != null && !before.equals(after)) {
      byClient.remove(before);
    }
    if (after != null) {
      byClient.put(after, allocation);
    }
  }

  /// The client speaks from that address: when that is the one it was going to, it has arrived.
  void heard(Allocation allocation, TransportAddress from) {
    Mobility mobility = allocation.mobility();
    if (mobility != null && from.equals(mobility.next())) {
      byClient.remove(allocation.client());
      allocation.client(from);
      mobility.settle();
    }
  }

  /// The connection from that address is closed: a client that may move keeps what it has.
  void gone(TransportAddress client, Sink sink) {
    Allocation allocation = byClient.get(client);
    if (allocation == null) {
      return;
    }
    Mobility mobility = allocation.mobility();
    if (mobility == null) {
      remove(allocation, sink);
    } else if (client.equals(mobility.next())) {
      mobility.settle();
      byClient.remove(client);
    }
  }

  /// Moves the end of an allocation.
  void extend(Allocation allocation, long until) {
    allocation.extend(until);
    if (until < allocation.lookAt()) {
      waiting.remove(allocation);
      putBack(allocation);
    }
  }

  /// Keeps an open port for later, for which the quotas hold one already.
  void reserve(Reservation reservation) {
    reservations.put(reservation.token(), reservation);
  }

  /// Takes a reservation of that caller out; its port stays open and held. Null when there is none.
  @Nullable Reservation redeem(long token, Caller caller) {
    Reservation found = reservations.get(token);
    if (found == null || !found.owner().username().equals(caller.username())) {
      return null;
    }
    reservations.remove(token);
    return found;
  }

  /// When something ends next, in nanoseconds; [TurnServer#NEVER] when nothing does. Asked at every
  /// packet.
  long deadline() {
    if (reservations.isEmpty()) {
      return next;
    }
    for (Reservation oldest : reservations.values()) {
      // All wait equally long, so the first one in is the first one out.
      return Math.min(next, oldest.expiresAt());
    }
    return next;
  }

  /// Ends what is over.
  void expire(long now, Sink sink) {
    while (now >= next) {
      Allocation allocation = waiting.first();
      if (now >= allocation.expiresAt()) {
        remove(allocation, sink);
      } else {
        waiting.remove(allocation);
        putBack(allocation);
      }
    }
    reservations
        .values()
        .removeIf(
            reservation -> {
              boolean over = now >= reservation.expiresAt();
              if (over) {
                quotas.release(reservation.owner().subject());
                ports.give(reservation.relayed(), sink);
              }
              return over;
            });
  }

  /// Ends the allocations of a subject, and of all subjects below it.
  void endAllOf(String subject, Sink sink) {
    List<Allocation> ending =
        waiting.stream()
            .filter(allocation -> Quotas.names(allocation.owner().subject()).contains(subject))
            .toList();
    ending.forEach(allocation -> remove(allocation, sink));
  }

  private void putBack(Allocation allocation) {
    allocation.lookAtEnd();
    waiting.add(allocation);
    next = first();
  }

  private long first() {
    return waiting.isEmpty() ? TurnServer.NEVER : waiting.first().lookAt();
  }
}
