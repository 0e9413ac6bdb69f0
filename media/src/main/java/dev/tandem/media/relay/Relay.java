package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running TURN server: loops for clients over UDP and, when it has such listeners, one for those
/// over TCP and TLS. Each has its thread, its machine and its share of the relayed ports.
public final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final List<RelayLoop> packets;
  private final @Nullable StreamLoop streams;

  private Relay(List<RelayLoop> packets, @Nullable StreamLoop streams) {
    this.packets = packets;
    this.streams = streams;
  }

  /// Binds the listeners and starts the threads, on the platform's fastest [DataPath].
  ///
  /// @throws RelayException when an address cannot be bound
  public static Relay start(RelaySettings settings) {
    return start(settings, DataPath.best());
  }

  /// The same on a given path; NIO has one loop for clients over UDP.
  public static Relay start(RelaySettings settings, DataPath path) {
    Relay relay = RelayStart.open(settings, path);
    relay.loops().forEach(RelayLoop::start);
    LOG.info(
        "The relay listens on UDP {} with {} loops and moves packets by {}",
        text(relay.address()),
        relay.packets.size(),
        path);
    if (relay.streams != null) {
      LOG.info(
          "The relay listens for streams on {}",
          relay.streams.addresses().stream().map(Relay::text).toList());
    }
    return relay;
  }

  /// One of loops that are open and not started.
  static Relay of(List<RelayLoop> packets, @Nullable StreamLoop streams) {
    return new Relay(packets, streams);
  }

  /// Where clients reach it over UDP, with the real port.
  public InetSocketAddress address() {
    return addresses().getFirst();
  }

  /// The same in each family that it has, the first as in the settings.
  public List<InetSocketAddress> addresses() {
    return packets.getFirst().addresses();
  }

  /// Where clients reach its stream listeners, in the order of the settings, with the real ports.
  public List<InetSocketAddress> streamAddresses() {
    return streams == null ? List.of() : streams.addresses();
  }

  /// Whether it still relays: a health check's question.
  public boolean running() {
    return loops().stream().allMatch(RelayLoop::running);
  }

  /// What it has done so far. Any thread may ask.
  public RelayCounters counters() {
    RelayCounters together = packets.getFirst().meter.reading();
    for (RelayLoop loop : loops().subList(1, loops().size())) {
      together = together.plus(loop.meter.reading());
    }
    return together;
  }

  /// Ends at once the allocations of a subject, or of all below it: `workspace/member` is above
  /// `workspace/member/device`. Their credentials are refused from then on.
  ///
  /// @return completes when it holds on every loop
  public CompletableFuture<Void> revoke(String subject) {
    return CompletableFuture.allOf(
        loops().stream()
            .map(loop -> loop.order(machine -> machine.revoke(subject, loop)))
            .toArray(CompletableFuture[]::new));
  }

  /// Takes no more allocations and leaves those that live: before a restart.
  ///
  /// @param other where clients are sent instead; without one they are told that there is no room
  public void drain(Optional<InetSocketAddress> other) {
    for (RelayLoop loop : loops()) {
      var _ = loop.order(machine -> machine.drain(other.map(TransportAddress::of).orElse(null)));
    }
  }

  /// Ends every allocation and frees all ports. Returns when the threads have ended.
  @Override
  public void close() {
    loops().forEach(RelayLoop::close);
  }

  private List<RelayLoop> loops() {
    if (streams == null) {
      return packets;
    }
    List<RelayLoop> all = new ArrayList<>(packets);
    all.add(streams);
    return all;
  }

  static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
