package dev.tandem.media.turn;

import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// All allocations and reservations of a relay: found by client and by port, counted by subject,
/// ended by time.
final class Allocations {

  /// Something to look at again; an allocation that was refreshed meanwhile is put back.
  private record Wake(long at, Allocation allocation) {}

  private final Ports ports;
  private final IpAddress relayAddress;
  private final int firstPort;
  private final @Nullable Allocation[] byPort;
  private final Map<TransportAddress, Allocation> byClient = new HashMap<>();
  private final Map<Long, Reservation> reservations = new LinkedHashMap<>();
  private final Quotas quotas;
  private final PriorityQueue<Wake> wakes = new PriorityQueue<>(Comparator.comparingLong(Wake::at));
  private long made;

  Allocations(Ports ports, TurnSettings settings) {
    this.ports = ports;
    relayAddress = settings.relayAddress();
    firstPort = settings.minPort();
    byPort = new Allocation[settings.ports()];
    quotas = new Quotas(settings.limits());
  }

  @Nullable Allocation ofClient(TransportAddress client) {
    return byClient.get(client);
  }

  @Nullable Allocation ofPort(int port) {
    return byPort[port - firstPort];
  }

  /// The allocation that peers reach at that address; null when it is none of this relay's.
  @Nullable Allocation at(TransportAddress relayed) {
    int place = relayed.port() - firstPort;
    return place >= 0 && place < byPort.length && relayed.ip().equals(relayAddress)
        ? byPort[place]
        : null;
  }

  /// Allocations that live.
  int live() {
    return byClient.size();
  }

  /// Allocations made since the start.
  long made() {
    return made;
  }

  /// Allocations and reservations: both hold a port.
  int held() {
    return byClient.size() + reservations.size();
  }

  /// Whether a subject, its member and its workspace may hold so many more.
  boolean roomFor(String subject, int more, long now) {
    return quotas.haveRoom(subject, more, now);
  }

  void add(long now, Allocation allocation) {
    made++;
    byClient.put(allocation.client(), allocation);
    byPort[allocation.port() - firstPort] = allocation;
    allocation.countFor(quotas.hold(allocation.owner().subject(), now));
    wakes.add(new Wake(allocation.expiresAt(), allocation));
  }

  void remove(Allocation allocation, Sink sink) {
    byClient.remove(allocation.client());
    byPort[allocation.port() - firstPort] = null;
    quotas.release(allocation.owner().subject());
    wakes.removeIf(wake -> wake.allocation() == allocation);
    ports.give(allocation.port(), sink);
  }

  /// Moves the end of an allocation.
  void extend(Allocation allocation, long until) {
    boolean sooner = until < allocation.expiresAt();
    allocation.extend(until);
    if (sooner) {
      wakes.removeIf(wake -> wake.allocation() == allocation);
      wakes.add(new Wake(until, allocation));
    }
  }

  void reserve(long now, Reservation reservation) {
    reservations.put(reservation.token(), reservation);
    var _ = quotas.hold(reservation.owner().subject(), now);
  }

  /// Takes a reservation of that caller out; its port stays open. Null when there is none.
  @Nullable Reservation redeem(long token, Caller caller) {
    Reservation found = reservations.get(token);
    if (found == null || !found.owner().username().equals(caller.username())) {
      return null;
    }
    reservations.remove(token);
    quotas.release(found.owner().subject());
    return found;
  }

  /// When something ends next, in nanoseconds; [TurnServer#NEVER] when nothing does.
  long deadline() {
    Wake first = wakes.peek();
    long next = first == null ? TurnServer.NEVER : first.at();
    if (reservations.isEmpty()) {
      // Asked at every packet: no iterator for nothing.
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
    Wake wake = wakes.peek();
    while (wake != null && now >= wake.at()) {
      wakes.remove();
      Allocation allocation = wake.allocation();
      if (now >= allocation.expiresAt()) {
        remove(allocation, sink);
      } else {
        wakes.add(new Wake(allocation.expiresAt(), allocation));
      }
      wake = wakes.peek();
    }
    reservations
        .values()
        .removeIf(
            reservation -> {
              boolean over = now >= reservation.expiresAt();
              if (over) {
                quotas.release(reservation.owner().subject());
                ports.give(reservation.port(), sink);
              }
              return over;
            });
  }

  /// Ends the allocations of a subject, and of all subjects below it.
  void endAllOf(String subject, Sink sink) {
    List<Allocation> ending =
        byClient.values().stream()
            .filter(allocation -> Quotas.names(allocation.owner().subject()).contains(subject))
            .toList();
    ending.forEach(allocation -> remove(allocation, sink));
  }
}
