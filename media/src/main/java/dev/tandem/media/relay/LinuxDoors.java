package dev.tandem.media.relay;

import dev.tandem.media.relay.linux.LinuxSocket;
import dev.tandem.media.relay.linux.SendBatch;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sockets where clients reach a loop, one a family, and what waits to leave them.
final class LinuxDoors {

  private static final int COPY_BYTES = 1 << 17;

  private final @Nullable SendBatch v4;
  private final @Nullable SendBatch v6;
  private final Meter meter;

  /// @param sockets bound already, one a family
  LinuxDoors(Arena arena, List<Integer> sockets, int places, Meter meter) {
    this.meter = meter;
    SendBatch four = null;
    SendBatch six = null;
    for (int fd : sockets) {
      SendBatch batch = new SendBatch(arena, fd, places, COPY_BYTES);
      if (LinuxSocket.name(fd).ip().family() == Family.IPV4) {
        four = batch;
      } else {
        six = batch;
      }
    }
    v4 = four;
    v6 = six;
  }

  /// Binds a socket for each home of a relay.
  ///
  /// @param shared whether other loops have sockets at the same addresses
  static List<Integer> open(List<RelaySettings.Home> homes, boolean shared) throws IOException {
    List<Integer> sockets = new ArrayList<>(2);
    try {
      for (RelaySettings.Home home : homes) {
        sockets.add(LinuxSocket.bound(TransportAddress.of(home.listen()), shared));
      }
      return sockets;
    } catch (IOException | RuntimeException e) {
      sockets.forEach(LinuxSocket::close);
      throw e;
    }
  }

  /// The socket of that family.
  int fd(Family family) {
    SendBatch door = of(family);
    if (door == null) {
      throw new AssertionError("Only sockets that are there become ready");
    }
    return door.fd();
  }

  List<Family> families() {
    List<Family> all = new ArrayList<>(2);
    for (Family family : Family.values()) {
      if (of(family) != null) {
        all.add(family);
      }
    }
    return all;
  }

  /// Lets a datagram wait that stays where it lies until the flush.
  void add(TransportAddress client, long address, int length) {
    SendBatch door = withRoom(client.ip(), 0);
    if (door != null) {
      door.add(client, address, length);
    }
  }

  /// Lets a copy wait.
  void addCopy(TransportAddress client, java.nio.ByteBuffer datagram) {
    SendBatch door = withRoom(client.ip(), datagram.remaining());
    if (door != null) {
      door.addCopy(client, datagram);
    }
  }

  private @Nullable SendBatch withRoom(IpAddress client, int copied) {
    SendBatch door = of(client.family());
    if (door == null) {
      meter.drop(Drop.SOCKET_ERROR);
    } else if (!door.fits(copied)) {
      flush(door);
    }
    return door;
  }

  /// Sends what waits.
  void flush() {
    if (v4 != null) {
      flush(v4);
    }
    if (v6 != null) {
      flush(v6);
    }
  }

  private void flush(SendBatch door) {
    meter.drop(Drop.SEND_BUFFER_FULL, door.flush());
    meter.toClients.count(door.packets(), door.bytes());
  }

  private @Nullable SendBatch of(Family family) {
    return family == Family.IPV4 ? v4 : v6;
  }

  void close() {
    families().forEach(family -> LinuxSocket.close(fd(family)));
  }
}
