package dev.tandem.media.relay;

import java.net.InetSocketAddress;

/// A running TURN server over UDP: one socket for clients, one for each allocation, one thread.
public final class Relay implements AutoCloseable {

  private final RelayLoop loop;

  private Relay(RelayLoop loop) {
    this.loop = loop;
  }

  /// Binds the clients' socket and starts the thread.
  ///
  /// @throws RelayException when the address cannot be bound
  public static Relay start(RelaySettings settings) {
    return new Relay(RelayLoop.start(settings));
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
    return loop.counters();
  }

  /// Ends every allocation and frees all ports. Returns when the thread has ended.
  @Override
  public void close() {
    loop.close();
  }
}
