package dev.tandem.media.relay;

import dev.tandem.media.relay.linux.Departure;
import dev.tandem.media.relay.linux.Epoll;
import dev.tandem.media.relay.linux.LinuxSocket;
import dev.tandem.media.relay.linux.ReceiveBatch;
import dev.tandem.media.relay.linux.SendBatch;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.TurnServer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// The loop over Linux's own calls: datagrams come in by recvmmsg, and what goes to clients leaves
/// by one sendmmsg at the end of a round. A datagram stays where it was received until then; only
/// answers to requests are copied. Nothing on the packet path makes an object.
final class LinuxLoop extends RelayLoop {

  /// Datagrams of a round; more are the next round's, so that nothing waits for long.
  private static final int PLACES = 256;

  /// A busy socket gives way to the others after so many datagrams.
  private static final int CLIENT_BURST = 64;

  private static final int PEER_BURST = 8;
  private static final int COPY_BYTES = 1 << 17;
  private static final long CLIENTS = 0;
  private static final int CLOSED = -1;

  private final Arena arena = Arena.ofShared();
  private final Epoll epoll;
  private final ReceiveBatch in;
  private final SendBatch toClients;
  private final Departure toPeers;
  private final Pace pace = new Pace();
  private final InetSocketAddress address;
  private final IpAddress relayedBind;
  private final int firstPort;
  private final int[] relayed;
  private int place = CLOSED;

  private LinuxLoop(
      RelaySettings settings, PortShare share, SecureRandom random, Meter meter, int clients)
      throws IOException {
    super(settings, share, random, meter);
    relayedBind = IpAddress.of(settings.listen().getAddress());
    address = new InetSocketAddress(settings.listen().getAddress(), LinuxSocket.port(clients));
    firstPort = settings.minPort();
    relayed = new int[settings.maxPort() - settings.minPort() + 1];
    Arrays.fill(relayed, CLOSED);
    // One byte more than the limit, so that a datagram that was cut is seen to be too long.
    int packetBytes = settings.limits().packetBytes() + 1;
    in =
        new ReceiveBatch(
            arena,
            PLACES,
            TurnServer.HEADROOM,
            packetBytes,
            TurnServer.TAILROOM,
            random.nextLong());
    toClients = new SendBatch(arena, clients, PLACES, COPY_BYTES);
    toPeers = new Departure(arena, packetBytes);
    epoll = new Epoll(arena);
    epoll.watch(clients, CLIENTS);
  }

  static LinuxLoop open(RelaySettings settings, PortShare share, Meter meter) throws IOException {
    int clients = LinuxSocket.bound(TransportAddress.of(settings.listen()));
    try {
      return new LinuxLoop(settings, share, new SecureRandom(), meter, clients);
    } catch (IOException | RuntimeException e) {
      LinuxSocket.close(clients);
      throw e;
    }
  }

  @Override
  InetSocketAddress address() {
    return address;
  }

  @Override
  void wake() {
    epoll.wake();
  }

  @Override
  void round(long timeoutMillis) {
    int ready = epoll.await(timeoutMillis == 0 ? -1 : (int) Math.min(timeoutMillis, 60_000));
    long now = now();
    tellWallClock(now);
    int handled = 0;
    for (int i = 0; i < ready; i++) {
      long number = epoll.ready(i);
      if (number == Epoll.WOKEN) {
        epoll.calm();
      } else if (number == CLIENTS) {
        handled += fromClients(now);
      } else {
        handled += fromPeers(now, (int) number);
      }
    }
    flush();
    meter.round(now() - now);
    long rest = pace.restAfter(handled, now);
    if (rest > 0) {
      epoll.rest(rest);
    }
  }

  private int fromClients(long now) {
    makeRoom(CLIENT_BURST);
    int first = in.receive(toClients.fd(), CLIENT_BURST);
    for (place = first; place < in.used(); place++) {
      ByteBuffer datagram = in.datagram(place);
      meter.fromClients.count(datagram.remaining());
      try {
        machine.fromClient(now, in.from(place), datagram, this);
      } catch (RuntimeException e) {
        defect(e);
      }
    }
    place = CLOSED;
    return in.used() - first;
  }

  private int fromPeers(long now, int port) {
    int fd = relayed[port - firstPort];
    if (fd == CLOSED) {
      return 0;
    }
    makeRoom(PEER_BURST);
    int first = in.receive(fd, PEER_BURST);
    for (place = first; place < in.used(); place++) {
      ByteBuffer datagram = in.datagram(place);
      meter.fromPeers.count(datagram.remaining());
      try {
        machine.fromPeer(now, port, in.from(place), datagram, this);
      } catch (RuntimeException e) {
        defect(e);
      }
    }
    place = CLOSED;
    return in.used() - first;
  }

  private void makeRoom(int wanted) {
    if (in.free() < wanted) {
      flush();
    }
  }

  /// Sends what waits; only then may the places be used again.
  private void flush() {
    sendToClients();
    in.clear();
  }

  private void sendToClients() {
    meter.drop(Drop.SEND_BUFFER_FULL, toClients.flush());
    meter.toClients.count(toClients.packets(), toClients.bytes());
  }

  @Override
  public boolean open(int port) {
    int fd = CLOSED;
    try {
      fd = LinuxSocket.bound(new TransportAddress(relayedBind, port));
      epoll.watch(fd, port);
      relayed[port - firstPort] = fd;
      return true;
    } catch (IOException e) {
      // The port is another program's, or no descriptor is left: the machine tries the next one.
      if (fd != CLOSED) {
        LinuxSocket.close(fd);
      }
      return false;
    }
  }

  @Override
  public void close(int port) {
    int fd = relayed[port - firstPort];
    relayed[port - firstPort] = CLOSED;
    if (fd != CLOSED) {
      LinuxSocket.close(fd);
    }
  }

  @Override
  public void toClient(TransportAddress client, ByteBuffer datagram) {
    if (!toClients.fits(datagram.remaining())) {
      sendToClients();
    }
    if (received(datagram)) {
      toClients.add(client, in.at(place) + datagram.position(), datagram.remaining());
    } else {
      toClients.addCopy(client, datagram);
    }
  }

  @Override
  public void toPeer(int port, TransportAddress peer, ByteBuffer datagram) {
    int fd = relayed[port - firstPort];
    if (fd == CLOSED) {
      meter.drop(Drop.NO_ALLOCATION);
      return;
    }
    int bytes = datagram.remaining();
    Departure.Result result =
        received(datagram)
            ? toPeers.send(fd, peer, in.at(place) + datagram.position(), bytes)
            : toPeers.sendCopy(fd, peer, datagram);
    switch (result) {
      case SENT -> meter.toPeers.count(bytes);
      case FULL -> meter.drop(Drop.SEND_BUFFER_FULL);
      case FAILED -> meter.drop(Drop.SOCKET_ERROR);
    }
  }

  /// Whether it is the datagram being handled, in its own place, and not one made for an answer.
  private boolean received(ByteBuffer datagram) {
    return place != CLOSED && in.holds(place, datagram);
  }

  @Override
  void closeAll() {
    for (int fd : relayed) {
      if (fd != CLOSED) {
        LinuxSocket.close(fd);
      }
    }
    LinuxSocket.close(toClients.fd());
    epoll.close();
    arena.close();
  }
}
