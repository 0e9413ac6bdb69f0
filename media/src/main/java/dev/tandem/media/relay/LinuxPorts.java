package dev.tandem.media.relay;

import dev.tandem.media.relay.linux.Departure;
import dev.tandem.media.relay.linux.Epoll;
import dev.tandem.media.relay.linux.LinuxSocket;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.PortRange;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The relayed ports of a loop on Linux, in each family that the relay has.
final class LinuxPorts {

  static final int CLOSED = -1;

  /// The bit that tells an IPv6 port's number from an IPv4 one's.
  private static final int V6 = 1 << 16;

  private final Epoll epoll;
  private final PortRange range;
  private final int[] v4;
  private final int[] v6;
  private final @Nullable IpAddress bind4;
  private final @Nullable IpAddress bind6;
  private final Departure departure;
  private final Meter meter;

  LinuxPorts(Arena arena, Epoll epoll, LoopSettings settings, int packetBytes, Meter meter) {
    this.epoll = epoll;
    this.meter = meter;
    range = settings.shares().own();
    IpAddress four = null;
    IpAddress six = null;
    for (RelaySettings.Home home : settings.relay().homes()) {
      IpAddress address = IpAddress.of(home.listen().getAddress());
      if (address.family() == Family.IPV4) {
        four = address;
      } else {
        six = address;
      }
    }
    bind4 = four;
    bind6 = six;
    v4 = closed(four == null ? 0 : range.count());
    v6 = closed(six == null ? 0 : range.count());
    departure = new Departure(arena, packetBytes);
  }

  private static int[] closed(int count) {
    int[] all = new int[count];
    Arrays.fill(all, CLOSED);
    return all;
  }

  /// The number by which epoll knows a port: no number of a client's socket.
  private static long number(Family family, int port) {
    return family == Family.IPV4 ? port : port | V6;
  }

  /// The port of such a number.
  static int port(long number) {
    return (int) number & (V6 - 1);
  }

  /// The descriptor of such a number; [#CLOSED] when the port was closed meanwhile.
  int fd(long number) {
    return fd((number & V6) == 0 ? Family.IPV4 : Family.IPV6, port(number));
  }

  boolean open(Family family, int port) {
    IpAddress bind = family == Family.IPV4 ? bind4 : bind6;
    if (bind == null) {
      return false;
    }
    int fd = CLOSED;
    try {
      fd = LinuxSocket.relayed(new TransportAddress(bind, port));
      epoll.watch(fd, number(family, port));
      of(family)[port - range.first()] = fd;
      return true;
    } catch (IOException e) {
      // The port is another program's, or no descriptor is left: the machine tries the next one.
      if (fd != CLOSED) {
        LinuxSocket.close(fd);
      }
      return false;
    }
  }

  void close(Family family, int port) {
    int fd = fd(family, port);
    of(family)[port - range.first()] = CLOSED;
    if (fd != CLOSED) {
      LinuxSocket.close(fd);
    }
  }

  /// Sends what lies at that address, or a copy of the datagram when that is 0.
  void send(int port, TransportAddress peer, ByteBuffer datagram, long at, boolean whole) {
    Family family = peer.ip().family();
    int fd = fd(family, port);
    if (fd == CLOSED) {
      meter.drop(Drop.NO_ALLOCATION);
      return;
    }
    if (whole) {
      LinuxSocket.mayBeCut(fd, family, false);
    }
    int bytes = datagram.remaining();
    Departure.Result result =
        at == 0 ? departure.sendCopy(fd, peer, datagram) : departure.send(fd, peer, at, bytes);
    if (whole) {
      LinuxSocket.mayBeCut(fd, family, true);
    }
    switch (result) {
      case SENT -> meter.toPeers.count(bytes);
      case FULL -> meter.drop(Drop.SEND_BUFFER_FULL);
      case FAILED -> meter.drop(Drop.SOCKET_ERROR);
    }
  }

  private int fd(Family family, int port) {
    int[] ports = of(family);
    return ports.length == 0 ? CLOSED : ports[port - range.first()];
  }

  private int[] of(Family family) {
    return family == Family.IPV4 ? v4 : v6;
  }

  void close() {
    for (int[] ports : new int[][] {v4, v6}) {
      for (int fd : ports) {
        if (fd != CLOSED) {
          LinuxSocket.close(fd);
        }
      }
    }
  }
}
