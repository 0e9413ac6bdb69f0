package dev.tandem.media.relay;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.PortRange;
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
import java.util.EnumMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The relayed ports of a loop over `java.nio`, in each family that the relay has, and its one
/// buffer: every datagram is sent on before the next is read.
final class NioPorts {

  /// A port that an allocation's peers send to.
  record RelayedPort(int port, DatagramChannel channel) {}

  private static final Logger LOG = LoggerFactory.getLogger(NioPorts.class);
  private static final int SOCKET_BUFFER_BYTES = 1 << 20;

  private final Selector selector;
  private final Map<Family, InetAddress> bind = new EnumMap<>(Family.class);
  private final Map<Family, @Nullable RelayedPort[]> relayed = new EnumMap<>(Family.class);
  private final int firstPort;
  private final AddressBook book;
  private final ByteBuffer buffer;
  private final Meter meter;

  NioPorts(Selector selector, LoopSettings settings, Meter meter, int seed) {
    this.selector = selector;
    this.meter = meter;
    PortRange range = settings.shares().own();
    firstPort = range.first();
    for (RelaySettings.Home home : settings.relay().homes()) {
      InetAddress address = home.listen().getAddress();
      Family family = IpAddress.of(address).family();
      bind.put(family, address);
      relayed.put(family, new RelayedPort[range.count()]);
    }
    book = new AddressBook(seed);
    // One byte more than the limit, so that a datagram that was cut is seen to be too long.
    buffer =
        ByteBuffer.allocateDirect(
            TurnServer.HEADROOM
                + settings.relay().limits().packetBytes()
                + 1
                + TurnServer.TAILROOM);
  }

  AddressBook book() {
    return book;
  }

  /// The buffer, empty, with room before and behind what is put in.
  ByteBuffer roomy() {
    return buffer
        .clear()
        .position(TurnServer.HEADROOM)
        .limit(buffer.capacity() - TurnServer.TAILROOM);
  }

  /// The buffer between position and limit, after something was put into [#roomy].
  ByteBuffer filled() {
    return buffer.limit(buffer.position()).position(TurnServer.HEADROOM);
  }

  /// Reads one datagram; null when none waits. It lies in [#filled] then.
  @Nullable InetSocketAddress receive(DatagramChannel channel) {
    try {
      return (InetSocketAddress) channel.receive(roomy());
    } catch (ClosedChannelException e) {
      return null;
    } catch (IOException e) {
      meter.drop(Drop.SOCKET_ERROR);
      return null;
    }
  }

  /// The same buffer after a copy of the packet was put in.
  ByteBuffer copied(ByteBuffer packet) {
    ByteBuffer _ = roomy().put(packet);
    return filled();
  }

  boolean open(Family family, int port) {
    InetAddress address = bind.get(family);
    @Nullable RelayedPort[] ports = relayed.get(family);
    if (address == null || ports == null) {
      return false;
    }
    try {
      DatagramChannel channel = bound(new InetSocketAddress(address, port));
      RelayedPort opened = new RelayedPort(port, channel);
      channel.register(selector, SelectionKey.OP_READ, opened);
      ports[port - firstPort] = opened;
      return true;
    } catch (IOException e) {
      // The port is another program's, or no descriptor is left: the machine tries the next one.
      return false;
    }
  }

  void close(Family family, int port) {
    @Nullable RelayedPort[] ports = relayed.get(family);
    if (ports == null) {
      return;
    }
    RelayedPort opened = ports[port - firstPort];
    ports[port - firstPort] = null;
    if (opened != null) {
      closeQuietly(opened.channel());
    }
  }

  void send(int port, TransportAddress peer, ByteBuffer datagram, boolean whole) {
    @Nullable RelayedPort[] ports = relayed.get(peer.ip().family());
    RelayedPort opened = ports == null ? null : ports[port - firstPort];
    if (opened == null) {
      meter.drop(Drop.NO_ALLOCATION);
      return;
    }
    if (!whole) {
      send(opened.channel(), peer, datagram, meter.toPeers);
      return;
    }
    try {
      opened.channel().setOption(ExtendedSocketOptions.IP_DONTFRAGMENT, true);
      send(opened.channel(), peer, datagram, meter.toPeers);
      opened.channel().setOption(ExtendedSocketOptions.IP_DONTFRAGMENT, false);
    } catch (IOException e) {
      meter.drop(Drop.SOCKET_ERROR);
    }
  }

  /// Whether this platform's sockets know the don't-fragment bit.
  static boolean keepWhole() {
    try (DatagramChannel channel = DatagramChannel.open()) {
      return channel.supportedOptions().contains(ExtendedSocketOptions.IP_DONTFRAGMENT);
    } catch (IOException e) {
      throw new RelayException("The relay cannot open a UDP socket", e);
    }
  }

  void send(DatagramChannel channel, TransportAddress to, ByteBuffer datagram, Meter.Flow flow) {
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

  static DatagramChannel bound(InetSocketAddress address) throws IOException {
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

  static void closeQuietly(@Nullable AutoCloseable... resources) {
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
