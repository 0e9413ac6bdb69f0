package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.TurnServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loop over `java.nio`, which every platform has.
///
/// One buffer serves all sockets, since every datagram is sent on before the next is read.
/// `java.nio` makes one address object a datagram when senders alternate; nothing else on the path
/// of ChannelData and of peers' packets makes garbage.
final class NioLoop extends RelayLoop {

  private static final Logger LOG = LoggerFactory.getLogger(NioLoop.class);

  /// A busy socket gives way to the others after so many datagrams.
  private static final int MAX_BURST = 64;

  private static final int SOCKET_BUFFER_BYTES = 1 << 20;

  /// A port that an allocation's peers send to.
  private record RelayedPort(int port, DatagramChannel channel) {}

  private final Selector selector;
  private final DatagramChannel clients;
  private final InetSocketAddress address;
  private final InetAddress relayedBind;
  private final int firstPort;
  private final @Nullable RelayedPort[] relayed;
  private final AddressBook book;
  private final ByteBuffer buffer;
  private final Consumer<SelectionKey> ready = this::ready;
  private long roundAt;

  private NioLoop(
      RelaySettings settings,
      SecureRandom random,
      Meter meter,
      Selector selector,
      DatagramChannel clients)
      throws IOException {
    super(settings, random, meter);
    this.selector = selector;
    this.clients = clients;
    address = (InetSocketAddress) clients.getLocalAddress();
    relayedBind = settings.listen().getAddress();
    firstPort = settings.minPort();
    relayed = new RelayedPort[settings.maxPort() - settings.minPort() + 1];
    book = new AddressBook(random.nextInt());
    // One byte more than the limit, so that a datagram that was cut is seen to be too long.
    buffer =
        ByteBuffer.allocateDirect(
            TurnServer.HEADROOM + settings.limits().packetBytes() + 1 + TurnServer.TAILROOM);
    clients.register(selector, SelectionKey.OP_READ);
  }

  static NioLoop open(RelaySettings settings, Meter meter) throws IOException {
    DatagramChannel clients = null;
    Selector selector = null;
    try {
      clients = bound(settings.listen());
      selector = Selector.open();
      return new NioLoop(settings, new SecureRandom(), meter, selector, clients);
    } catch (IOException | RuntimeException e) {
      closeQuietly(clients, selector);
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
      fromPeers(port);
    } else {
      fromClients();
    }
  }

  private void fromClients() {
    for (int i = 0; i < MAX_BURST; i++) {
      InetSocketAddress from = receive(clients);
      if (from == null) {
        return;
      }
      meter.fromClients.count(buffer.remaining());
      try {
        machine.fromClient(now(), book.value(from), buffer, this);
      } catch (RuntimeException e) {
        defect(e);
      }
    }
  }

  private void fromPeers(RelayedPort port) {
    for (int i = 0; i < MAX_BURST && port.channel().isOpen(); i++) {
      InetSocketAddress from = receive(port.channel());
      if (from == null) {
        return;
      }
      meter.fromPeers.count(buffer.remaining());
      try {
        machine.fromPeer(now(), port.port(), book.value(from), buffer, this);
      } catch (RuntimeException e) {
        defect(e);
      }
    }
  }

  /// Reads one datagram into the buffer, between position and limit; null when none waits.
  private @Nullable InetSocketAddress receive(DatagramChannel channel) {
    buffer.clear().position(TurnServer.HEADROOM).limit(buffer.capacity() - TurnServer.TAILROOM);
    try {
      InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
      buffer.limit(buffer.position()).position(TurnServer.HEADROOM);
      return from;
    } catch (ClosedChannelException e) {
      return null;
    } catch (IOException e) {
      meter.drop(Drop.SOCKET_ERROR);
      return null;
    }
  }

  @Override
  public boolean open(int port) {
    try {
      DatagramChannel channel = bound(new InetSocketAddress(relayedBind, port));
      RelayedPort opened = new RelayedPort(port, channel);
      channel.register(selector, SelectionKey.OP_READ, opened);
      relayed[port - firstPort] = opened;
      return true;
    } catch (IOException e) {
      // The port is another program's, or no descriptor is left: the machine tries the next one.
      return false;
    }
  }

  @Override
  public void close(int port) {
    RelayedPort opened = relayed[port - firstPort];
    relayed[port - firstPort] = null;
    if (opened != null) {
      closeQuietly(opened.channel());
    }
  }

  @Override
  public void toClient(TransportAddress client, ByteBuffer datagram) {
    send(clients, client, datagram, meter.toClients);
  }

  @Override
  public void toPeer(int port, TransportAddress peer, ByteBuffer datagram) {
    RelayedPort opened = relayed[port - firstPort];
    if (opened == null) {
      meter.drop(Drop.NO_ALLOCATION);
      return;
    }
    send(opened.channel(), peer, datagram, meter.toPeers);
  }

  private void send(
      DatagramChannel channel, TransportAddress to, ByteBuffer datagram, Meter.Flow flow) {
    int bytes = datagram.remaining();
    try {
      if (channel.send(datagram, book.socket(to)) == 0 && bytes > 0) {
        meter.drop(Drop.SEND_BUFFER_FULL);
        return;
      }
      flow.count(bytes);
    } catch (IOException e) {
      meter.drop(Drop.SOCKET_ERROR);
    }
  }

  @Override
  void closeAll() {
    for (SelectionKey key : selector.keys()) {
      closeQuietly(key.channel());
    }
    closeQuietly(selector);
  }

  private static DatagramChannel bound(InetSocketAddress address) throws IOException {
    StandardProtocolFamily family =
        address.getAddress() instanceof java.net.Inet4Address
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    DatagramChannel channel = DatagramChannel.open(family);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
      channel.bind(address);
      return channel;
    } catch (IOException | RuntimeException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  private static void closeQuietly(@Nullable AutoCloseable... resources) {
    for (AutoCloseable resource : resources) {
      try {
        if (resource != null) {
          resource.close();
        }
      } catch (Exception e) {
        // A socket that does not close is gone anyway.
        LOG.debug("A socket of the relay did not close", e);
      }
    }
  }
}
