package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running TURN server over UDP: one socket for clients, one for each allocation, one thread.
public final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final RelayLoop loop;
  private final Meter meter;

  private Relay(RelayLoop loop, Meter meter) {
    this.loop = loop;
    this.meter = meter;
  }

  /// Binds the clients' socket and starts the thread, on the platform's fastest [DataPath].
  ///
  /// @throws RelayException when the address cannot be bound
  public static Relay start(RelaySettings settings) {
    return start(settings, DataPath.best());
  }

  /// The same on a given path.
  public static Relay start(RelaySettings settings, DataPath path) {
    Meter meter = new Meter(path);
    String listen = text(settings.listen());
    try {
      RelayLoop loop =
          switch (path) {
            case LINUX -> LinuxLoop.open(settings, meter);
            case NIO -> NioLoop.open(settings, meter);
          };
      loop.start();
      LOG.info("The relay listens on UDP {} and moves packets by {}", text(loop.address()), path);
      return new Relay(loop, meter);
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

  /// Where clients reach it, with the real port.
  public InetSocketAddress address() {
    return loop.address();
  }

  /// Whether it still relays: a health check's question.
  public boolean running() {
    return loop.running();
  }

  /// What it has done so far. Any thread may ask.
  public RelayCounters counters() {
    return meter.reading();
  }

  /// Ends at once the allocations of a subject, or of all below it: `workspace/member` is above
  /// `workspace/member/device`. Their credentials are refused from now on.
  public void revoke(String subject) {
    loop.order(machine -> machine.revoke(subject, loop));
  }

  /// Takes no more allocations and leaves those that live: before a restart.
  ///
  /// @param other where clients are sent instead; without one they are told that there is no room
  public void drain(Optional<InetSocketAddress> other) {
    loop.order(machine -> machine.drain(other.map(TransportAddress::of).orElse(null)));
  }

  /// Ends every allocation and frees all ports. Returns when the thread has ended.
  @Override
  public void close() {
    loop.close();
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
