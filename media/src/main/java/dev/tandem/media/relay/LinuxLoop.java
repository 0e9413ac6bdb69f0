package dev.tandem.media.relay;

import dev.tandem.media.relay.linux.Epoll;
import dev.tandem.media.relay.linux.ErrorQueue;
import dev.tandem.media.relay.linux.LinuxSocket;
import dev.tandem.media.relay.linux.ReceiveBatch;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.TurnServer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;

/// The loop over Linux's own calls: datagrams come in by recvmmsg, and what goes to clients leaves
/// by one sendmmsg at the end of a round. A datagram stays where it was received until then; only
/// answers to requests and what other loops hand over are copied. Nothing on the packet path makes
/// an object.
final class LinuxLoop extends RelayLoop {

  /// Datagrams of a round; more are the next round's, so that nothing waits for long.
  private static final int PLACES = 256;

  /// A busy socket gives way to the others after so many datagrams.
  private static final int CLIENT_BURST = 128;

  private static final int PEER_BURST = 8;
  private static final int ERROR_BURST = 16;

  /// The numbers of the clients' sockets; those of relayed ports begin at 1024.
  private static final long CLIENTS_V4 = 0;

  private static final long CLIENTS_V6 = 1;

  private static final int NOTHING = -1;

  private final Arena arena = Arena.ofShared();
  private final Epoll epoll;
  private final ReceiveBatch in;
  private final ErrorQueue failures;
  private final LinuxDoors doors;
  private final LinuxPorts ports;
  private final Pace pace = new Pace();
  private final List<InetSocketAddress> addresses;
  private final UnaryOperator<ByteBuffer> copied;
  private int place = NOTHING;

  private LinuxLoop(LoopSettings settings, SecureRandom random, Meter meter, List<Integer> sockets)
      throws IOException {
    super(settings, random, meter, true);
    addresses = sockets.stream().map(fd -> LinuxSocket.name(fd).toInet()).toList();
    // One byte more than the limit, so that a datagram that was cut is seen to be too long.
    int packetBytes = settings.relay().limits().packetBytes() + 1;
    in =
        new ReceiveBatch(
            arena,
            PLACES,
            TurnServer.HEADROOM,
            packetBytes,
            TurnServer.TAILROOM,
            random.nextLong());
    failures = new ErrorQueue(arena, random.nextLong());
    copied =
        packet -> {
          place = in.add(packet);
          return in.datagram(place);
        };
    doors = new LinuxDoors(arena, sockets, PLACES, meter);
    epoll = new Epoll(arena);
    ports = new LinuxPorts(arena, epoll, settings, packetBytes, meter);
    for (Family family : doors.families()) {
      epoll.watch(doors.fd(family), family == Family.IPV4 ? CLIENTS_V4 : CLIENTS_V6);
    }
  }

  /// Binds its sockets.
  ///
  /// @param homes where it listens
  /// @param shared whether other loops listen there too
  static LinuxLoop open(
      LoopSettings settings, List<RelaySettings.Home> homes, boolean shared, Meter meter)
      throws IOException {
    List<Integer> sockets = LinuxDoors.open(homes, shared);
    try {
      return new LinuxLoop(settings, new SecureRandom(), meter, sockets);
    } catch (IOException | RuntimeException e) {
      sockets.forEach(LinuxSocket::close);
      throw e;
    }
  }

  /// Those addresses with real ports, where nobody else listens now.
  static List<RelaySettings.Home> free(List<RelaySettings.Home> homes) throws IOException {
    List<Integer> sockets = LinuxDoors.open(homes, false);
    try {
      return java.util.stream.IntStream.range(0, homes.size())
          .mapToObj(
              i ->
                  new RelaySettings.Home(
                      LinuxSocket.name(sockets.get(i)).toInet(), homes.get(i).relayAddress()))
          .toList();
    } finally {
      sockets.forEach(LinuxSocket::close);
    }
  }

  @Override
  List<InetSocketAddress> addresses() {
    return addresses;
  }

  @Override
  void wake() {
    epoll.wake();
  }

  @Override
  void round(long timeoutMillis) {
    int patience = timeoutMillis == 0 ? -1 : (int) Math.min(timeoutMillis, 60_000);
    int ready = epoll.await(inbox.sleep() ? patience : 0);
    inbox.awake();
    long now = now();
    tellWallClock(now);
    int handled = 0;
    for (int i = 0; i < ready; i++) {
      long number = epoll.ready(i);
      if (number == Epoll.WOKEN) {
        epoll.calm();
      } else if (number == CLIENTS_V4) {
        handled += fromClients(now, doors.fd(Family.IPV4));
      } else if (number == CLIENTS_V6) {
        handled += fromClients(now, doors.fd(Family.IPV6));
      } else {
        if (epoll.failed(i)) {
          undelivered(now, number);
        }
        handled += fromPeers(now, number);
      }
    }
    handled += acrossFromNeighbours(now);
    flush();
    meter.round(now() - now);
    long rest = pace.restAfter(handled, now);
    if (rest > 0) {
      epoll.rest(rest);
    }
  }

  private int fromClients(long now, int fd) {
    makeRoom(CLIENT_BURST);
    int first = in.receive(fd, CLIENT_BURST);
    for (place = first; place < in.used(); place++) {
      ByteBuffer datagram = in.datagram(place);
      meter.fromClients.count(datagram.remaining());
      try {
        machine.fromClient(now, in.from(place), datagram, this);
      } catch (RuntimeException e) {
        defect(e);
      }
    }
    place = NOTHING;
    return in.used() - first;
  }

  private int fromPeers(long now, long number) {
    int fd = ports.fd(number);
    if (fd == LinuxPorts.CLOSED) {
      return 0;
    }
    makeRoom(PEER_BURST);
    int first = in.receive(fd, PEER_BURST);
    for (place = first; place < in.used(); place++) {
      ByteBuffer datagram = in.datagram(place);
      meter.fromPeers.count(datagram.remaining());
      try {
        machine.fromPeer(now, LinuxPorts.port(number), in.from(place), datagram, this);
      } catch (RuntimeException e) {
        defect(e);
      }
    }
    place = NOTHING;
    return in.used() - first;
  }

  /// Tells clients which of their datagrams the network could not deliver.
  private void undelivered(long now, long number) {
    int fd = ports.fd(number);
    for (int i = 0; i < ERROR_BURST && fd != LinuxPorts.CLOSED; i++) {
      int taken = failures.next(fd);
      if (taken == ErrorQueue.NONE) {
        return;
      }
      if (taken == ErrorQueue.ICMP) {
        try {
          machine.undelivered(now, LinuxPorts.port(number), failures.peer(), failures.why(), this);
        } catch (RuntimeException e) {
          defect(e);
        }
      }
    }
  }

  private int acrossFromNeighbours(long now) {
    if (!inbox.waits()) {
      return 0;
    }
    makeRoom(CLIENT_BURST);
    int taken = fromNeighbours(now, CLIENT_BURST, copied);
    place = NOTHING;
    return taken;
  }

  private void makeRoom(int wanted) {
    if (in.free() < wanted) {
      flush();
    }
  }

  /// Sends what waits; only then may the places be used again.
  private void flush() {
    doors.flush();
    in.clear();
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
    if (received(datagram)) {
      doors.add(client, in.at(place) + datagram.position(), datagram.remaining());
    } else {
      doors.addCopy(client, datagram);
    }
  }

  @Override
  public void toPeer(int port, TransportAddress peer, ByteBuffer datagram, boolean whole) {
    long at = received(datagram) ? in.at(place) + datagram.position() : 0;
    ports.send(port, peer, datagram, at, whole);
  }

  /// Whether it is the datagram being handled, in its own place, and not one made for an answer.
  private boolean received(ByteBuffer datagram) {
    return place != NOTHING && in.holds(place, datagram);
  }

  @Override
  void closeAll() {
    ports.close();
    doors.close();
    epoll.close();
    arena.close();
  }
}
