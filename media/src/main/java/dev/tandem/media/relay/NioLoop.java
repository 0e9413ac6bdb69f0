package dev.tandem.media.relay;

import dev.tandem.media.relay.NioPorts.RelayedPort;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The loop over `java.nio`, which every platform has.
///
/// `java.nio` makes one address object a datagram when senders alternate; nothing else on the path
/// of ChannelData and of peers' packets makes garbage.
final class NioLoop extends RelayLoop {

  /// A busy socket gives way to the others after so many datagrams.
  private static final int MAX_BURST = 64;

  private final Selector selector;
  private final Map<Family, DatagramChannel> doors;
  private final List<InetSocketAddress> addresses = new ArrayList<>(2);
  private final NioPorts ports;
  private final Consumer<SelectionKey> ready = this::ready;
  private final UnaryOperator<ByteBuffer> copied;
  private long roundAt;

  private NioLoop(
      LoopSettings settings,
      SecureRandom random,
      Meter meter,
      Selector selector,
      Map<Family, DatagramChannel> doors)
      throws IOException {
    super(settings, random, meter, NioPorts.keepWhole());
    this.selector = selector;
    this.doors = doors;
    for (RelaySettings.Home home : settings.relay().homes()) {
      Family family = IpAddress.of(home.listen().getAddress()).family();
      DatagramChannel door = Objects.requireNonNull(doors.get(family));
      addresses.add((InetSocketAddress) door.getLocalAddress());
    }
    ports = new NioPorts(selector, settings, meter, random.nextInt());
    copied = ports::copied;
    for (DatagramChannel door : doors.values()) {
      door.register(selector, SelectionKey.OP_READ);
    }
  }

  static NioLoop open(LoopSettings settings, Meter meter) throws IOException {
    Map<Family, DatagramChannel> doors = new EnumMap<>(Family.class);
    Selector selector = null;
    try {
      for (RelaySettings.Home home : settings.relay().homes()) {
        Family family = IpAddress.of(home.listen().getAddress()).family();
        doors.put(family, NioPorts.bound(home.listen()));
      }
      selector = Selector.open();
      return new NioLoop(settings, new SecureRandom(), meter, selector, doors);
    } catch (IOException | RuntimeException e) {
      doors.values().forEach(NioPorts::closeQuietly);
      NioPorts.closeQuietly(selector);
      throw e;
    }
  }

  @Override
  List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  @Override
  void wake() {
    selector.wakeup();
  }

  @Override
  void round(long timeoutMillis) throws IOException {
    roundAt = -1;
    if (inbox.sleep()) {
      selector.select(ready, timeoutMillis);
    } else {
      selector.selectNow(ready);
    }
    inbox.awake();
    tellWallClock(now());
    int _ = fromNeighbours(now(), MAX_BURST, copied);
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
      fromClients((DatagramChannel) key.channel());
    }
  }

  private void fromClients(DatagramChannel door) {
    for (int i = 0; i < MAX_BURST; i++) {
      InetSocketAddress from = ports.receive(door);
      if (from == null) {
        return;
      }
      handle(ports.book().value(from), ports.filled());
    }
  }

  @Override
  public boolean open(Family family, int port) {
    return ports.open(family, port);
  }

  @Override
  public void close(Family family, int port) {
    ports.close(family, port);
  }

  @Override
  public void toClient(TransportAddress client, ByteBuffer datagram) {
    DatagramChannel door = doors.get(client.ip().family());
    if (door == null) {
      meter.drop(Drop.SOCKET_ERROR);
    } else {
      ports.send(door, client, datagram, meter.toClients);
    }
  }

  @Override
  public void toPeer(int port, TransportAddress peer, ByteBuffer datagram, boolean whole) {
    ports.send(port, peer, datagram, whole);
  }

  @Override
  void closeAll() {
    for (SelectionKey key : selector.keys()) {
      NioPorts.closeQuietly(key.channel());
    }
    NioPorts.closeQuietly(selector);
  }
}
