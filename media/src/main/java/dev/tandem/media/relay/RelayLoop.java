package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.Sink;
import dev.tandem.media.turn.TurnServer;
import java.io.IOException;
import java.net.BindException;
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
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The relay's one thread: it waits at one selector for all sockets, feeds the machine and sends
/// what comes out.
///
/// Nothing here is shared but the counters and the wish to stop. One buffer serves all sockets,
/// since every datagram is sent on before the next is read. `java.nio` makes one address object a
/// datagram when senders alternate; nothing else on the path of ChannelData and of peers' packets
/// makes garbage.
final class RelayLoop implements Sink, Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);

  /// A busy socket gives way to the others after so many datagrams.
  private static final int MAX_BURST = 64;

  private static final int SOCKET_BUFFER_BYTES = 1 << 20;
  private static final long WALL_CLOCK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// A port that an allocation's peers send to.
  private record RelayedPort(int port, DatagramChannel channel) {}

  private final Selector selector;
  private final DatagramChannel clients;
  private final InetSocketAddress address;
  private final InetAddress relayedBind;
  private final int firstPort;
  private final @Nullable RelayedPort[] relayed;
  private final TurnServer machine;
  private final AddressBook book;
  private final Meter meter = new Meter();
  private final ByteBuffer buffer;
  private final Consumer<SelectionKey> ready = this::ready;
  private final Thread thread;
  private final long origin = System.nanoTime();
  private long wallToldAt = -WALL_CLOCK_NANOS;
  private boolean defectLogged;
  private volatile boolean stopping;

  private RelayLoop(RelaySettings settings, Selector selector, DatagramChannel clients)
      throws IOException {
    this.selector = selector;
    this.clients = clients;
    address = (InetSocketAddress) clients.getLocalAddress();
    relayedBind = settings.listen().getAddress();
    firstPort = settings.minPort();
    relayed = new RelayedPort[settings.maxPort() - settings.minPort() + 1];
    PeerPolicy policy = settings.peers().denying(OwnAddresses.read());
    SecureRandom random = new SecureRandom();
    machine = new TurnServer(settings.turn(policy), random);
    book = new AddressBook(random.nextInt());
    // One byte more than the limit, so that a datagram that was cut is seen to be too long.
    buffer =
        ByteBuffer.allocateDirect(
            TurnServer.HEADROOM + settings.limits().packetBytes() + 1 + TurnServer.TAILROOM);
    clients.register(selector, SelectionKey.OP_READ);
    thread = Thread.ofPlatform().name("relay").daemon().unstarted(this);
  }

  static RelayLoop start(RelaySettings settings) {
    DatagramChannel clients = null;
    Selector selector = null;
    try {
      clients = bound(settings.listen());
      selector = Selector.open();
      RelayLoop loop = new RelayLoop(settings, selector, clients);
      loop.thread.start();
      return loop;
    } catch (BindException e) {
      closeQuietly(clients, selector);
      throw new RelayException(
          "The relay cannot listen on UDP "
              + text(settings.listen())
              + ": the port is in use or the address is not this host's. Stop what uses it (`ss"
              + " -ulpn` names it) or choose another TANDEM_RELAY_PORT or TANDEM_RELAY_ADDRESS",
          e);
    } catch (IOException e) {
      closeQuietly(clients, selector);
      throw new RelayException(
          "The relay cannot open its socket on UDP " + text(settings.listen()), e);
    } catch (RuntimeException e) {
      closeQuietly(clients, selector);
      throw e;
    }
  }

  InetSocketAddress address() {
    return address;
  }

  boolean running() {
    return thread.isAlive();
  }

  RelayCounters counters() {
    return meter.reading();
  }

  void close() {
    stopping = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        selector.select(ready, untilDeadline());
        machine.expire(now(), this);
        meter.allocations(machine.allocations(), machine.allocationsMade());
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("The relay cannot go on and ends; restart the process", e);
    } finally {
      closeAll();
    }
  }

  private void ready(SelectionKey key) {
    tellWallClock();
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

  @Override
  public void dropped(Drop reason, int bytes) {
    meter.drop(reason);
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

  private long now() {
    return System.nanoTime() - origin;
  }

  private long untilDeadline() {
    long deadline = machine.deadline();
    if (deadline == TurnServer.NEVER) {
      return 0;
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - now()) + 1);
  }

  private void tellWallClock() {
    long now = now();
    if (now - wallToldAt >= WALL_CLOCK_NANOS) {
      wallToldAt = now;
      machine.wallClock(Instant.now());
    }
  }

  /// One datagram is lost, and the first such defect is told: what it carried must not reach a log.
  private void defect(RuntimeException e) {
    meter.drop(Drop.DEFECT);
    if (!defectLogged) {
      defectLogged = true;
      LOG.error(
          "A datagram met a defect in the relay and was dropped; later ones are only counted: {} at {}",
          e.getClass().getName(),
          e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0]);
    }
  }

  private void closeAll() {
    for (SelectionKey key : selector.keys()) {
      closeQuietly(key.channel());
    }
    closeQuietly(selector);
    meter.allocations(0, machine.allocationsMade());
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

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
