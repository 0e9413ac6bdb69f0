package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running TURN server: a loop for clients over UDP and, when it has such listeners, one for
/// those over TCP and TLS. Each has its thread, its machine and its share of the relayed ports.
public final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final RelayLoop packets;
  private final @Nullable StreamLoop streams;

  private Relay(RelayLoop packets, @Nullable StreamLoop streams) {
    this.packets = packets;
    this.streams = streams;
  }

  /// Binds the listeners and starts the threads, on the platform's fastest [DataPath].
  ///
  /// @throws RelayException when an address cannot be bound
  public static Relay start(RelaySettings settings) {
    return start(settings, DataPath.best());
  }

  /// The same on a given path.
  public static Relay start(RelaySettings settings, DataPath path) {
    RelayLoop packets = packets(settings, path);
    StreamLoop streams;
    try {
      streams = settings.streams().isEmpty() ? null : streams(settings);
    } catch (RuntimeException e) {
      packets.closeAll();
      throw e;
    }
    packets.start();
    LOG.info("The relay listens on UDP {} and moves packets by {}", text(packets.address()), path);
    if (streams != null) {
      streams.start();
      LOG.info(
          "The relay listens for streams on {}",
          streams.addresses().stream().map(Relay::text).toList());
    }
    return new Relay(packets, streams);
  }

  private static RelayLoop packets(RelaySettings settings, DataPath path) {
    String listen = text(settings.listen());
    PortShare share = PortShare.ofPackets(settings);
    try {
      return switch (path) {
        case LINUX -> LinuxLoop.open(settings, share, new Meter(path));
        case NIO -> NioLoop.open(settings, share, new Meter(path));
      };
    } catch (BindException e) {
      throw new RelayException(
          "The relay cannot listen on UDP "
              + listen
              + ": the port is in use or the address is not this host's. Stop what uses it (`ss"
              + " -ulpn` names it) or choose another TANDEM_RELAY_PORT or TANDEM_RELAY_ADDRESS",
          e);
    } catch (IOException e) {
      throw new RelayException("The relay cannot open its socket on UDP " + listen, e);
    }
  }

  private static StreamLoop streams(RelaySettings settings) {
    try {
      return StreamLoop.open(settings, new Meter(DataPath.NIO));
    } catch (IOException e) {
      throw new RelayException(
          "The relay cannot listen on TCP "
              + settings.streams().stream().map(each -> text(each.listen())).toList()
              + ": a port is in use or an address is not this host's. Stop what uses it (`ss -tlpn`"
              + " names it) or choose another TANDEM_RELAY_PORT or TANDEM_RELAY_TLS_PORT",
          e);
    }
  }

  /// Where clients reach it over UDP, with the real port.
  public InetSocketAddress address() {
    return packets.address();
  }

  /// Where clients reach its stream listeners, in the order of the settings, with the real ports.
  public List<InetSocketAddress> streamAddresses() {
    return streams == null ? List.of() : streams.addresses();
  }

  /// Whether it still relays: a health check's question.
  public boolean running() {
    return packets.running() && (streams == null || streams.running());
  }

  /// What it has done so far. Any thread may ask.
  public RelayCounters counters() {
    RelayCounters reading = packets.meter.reading();
    return streams == null ? reading : reading.plus(streams.meter.reading());
  }

  /// Ends at once the allocations of a subject, or of all below it: `workspace/member` is above
  /// `workspace/member/device`. Their credentials are refused from now on.
  public void revoke(String subject) {
    for (RelayLoop loop : loops()) {
      loop.order(machine -> machine.revoke(subject, loop));
    }
  }

  /// Takes no more allocations and leaves those that live: before a restart.
  ///
  /// @param other where clients are sent instead; without one they are told that there is no room
  public void drain(Optional<InetSocketAddress> other) {
    for (RelayLoop loop : loops()) {
      loop.order(machine -> machine.drain(other.map(TransportAddress::of).orElse(null)));
    }
  }

  /// Ends every allocation and frees all ports. Returns when the threads have ended.
  @Override
  public void close() {
    loops().forEach(RelayLoop::close);
  }

  private List<RelayLoop> loops() {
    return streams == null ? List.of(packets) : List.of(packets, streams);
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
