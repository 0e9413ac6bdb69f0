package dev.tandem.media.relay;

import dev.tandem.media.relay.NioPorts.RelayedPort;
import dev.tandem.media.stun.TransportAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.function.Consumer;

/// The loop over `java.nio`, which every platform has.
///
/// `java.nio` makes one address object a datagram when senders alternate; nothing else on the path
/// of ChannelData and of peers' packets makes garbage.
final class NioLoop extends RelayLoop {

  /// A busy socket gives way to the others after so many datagrams.
  private static final int MAX_BURST = 64;

  private final Selector selector;
  private final DatagramChannel clients;
  private final InetSocketAddress address;
  private final NioPorts ports;
  private final Consumer<SelectionKey> ready = this::ready;
  private long roundAt;

  private NioLoop(
      RelaySettings settings,
      PortShare share,
      SecureRandom random,
      Meter meter,
      Selector selector,
      DatagramChannel clients)
      throws IOException {
    super(settings, share, random, meter);
    this.selector = selector;
    this.clients = clients;
    address = (InetSocketAddress) clients.getLocalAddress();
    ports = new NioPorts(selector, settings, meter, random.nextInt());
    clients.register(selector, SelectionKey.OP_READ);
  }

  static NioLoop open(RelaySettings settings, PortShare share, Meter meter) throws IOException {
    DatagramChannel clients = null;
    Selector selector = null;
    try {
      clients = NioPorts.bound(settings.listen());
      selector = Selector.open();
      return new NioLoop(settings, share, new SecureRandom(), meter, selector, clients);
    } catch (IOException | RuntimeException e) {
      NioPorts.closeQuietly(clients, selector);
      throw e;
    }
  }

  @Override
  InetSocketAddress address() {
    return address;
  }

  @Override
  void wake() {
    selector.wakeup();
  }

  @Override
  void round(long timeoutMillis) throws IOException {
    roundAt = -1;
    selector.select(ready, timeoutMillis);
    if (roundAt >= 0) {
      meter.round(now() - roundAt);
    }
  }

  private void ready(SelectionKey key) {
    if (roundAt < 0) {
      roundAt = now();
      tellWallClock(roundAt);
    }
    if (key.attachment() instanceof RelayedPort port) {
      fromPeers(ports, port, MAX_BURST);
    } else {
      fromClients();
    }
  }

  private void fromClients() {
    for (int i = 0; i < MAX_BURST; i++) {
      InetSocketAddress from = ports.receive(clients);
      if (from == null) {
        return;
      }
      handle(ports.book().value(from), ports.filled());
    }
  }

  @Override
  public boolean open(int port) {
    return ports.open(port);
  }

  @Override
  public void close(int port) {
    ports.close(port);
  }

  @Override
  public void toClient(TransportAddress client, ByteBuffer datagram) {
    ports.send(clients, client, datagram, meter.toClients);
  }

  @Override
  public void toPeer(int port, TransportAddress peer, ByteBuffer datagram) {
    ports.send(port, peer, datagram);
  }

  @Override
  void closeAll() {
    for (SelectionKey key : selector.keys()) {
      NioPorts.closeQuietly(key.channel());
    }
    NioPorts.closeQuietly(selector);
  }
}
