package dev.tandem.media.relay.bench;

import dev.tandem.media.relay.linux.Departure;
import dev.tandem.media.relay.linux.Epoll;
import dev.tandem.media.relay.linux.LinuxSocket;
import dev.tandem.media.relay.linux.ReceiveBatch;
import dev.tandem.media.relay.linux.SendBatch;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.StunWriter;
import dev.tandem.media.stun.TransportAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Clients, and one outside peer, that send at a steady pace and count what arrives. One thread
/// that never waits, over the same calls as the relay, so that it is not what limits.
final class Load implements AutoCloseable {

  static final int PAYLOAD = 160;
  private static final int PACKET = 2_048;
  private static final long PEER = 1_000_000;
  private static final int WINDOW = 32;
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  /// @param sent packets into the relay
  /// @param arrived packets out of it at the other end
  /// @param p50Micros, p99Micros on the way, this program's own delay included
  record Count(long sent, long arrived, double cpuSeconds, double p50Micros, double p99Micros) {
    double microsAPacket() {
      return cpuSeconds * 1e6 / Math.max(arrived, 1);
    }
  }

  private final Arena arena = Arena.ofShared();
  private final Epoll epoll = new Epoll(arena);
  private final ReceiveBatch in = new ReceiveBatch(arena, 256, 0, PACKET, 0, 1);
  private final Departure departure = new Departure(arena, PACKET);
  private final StunWriter writer = BenchClient.writer();
  private final List<BenchClient> clients = new ArrayList<>();
  private final Contender target;
  private final TransportAddress relay;
  private final int peer;
  private final TransportAddress peerAddress;
  private final SendBatch fromPeer;
  private final Map<TransportAddress, Integer> heardFrom = new HashMap<>();
  private final List<TransportAddress> relayed = new ArrayList<>();
  private final ByteBuffer packet = ByteBuffer.allocateDirect(PAYLOAD + 4);
  private final int[] micros = new int[200_000];
  private long arrived;
  private boolean counting;

  Load(Contender target, int peerPort) throws IOException {
    this.target = target;
    relay = TransportAddress.of(target.address());
    peerAddress = new TransportAddress(IpAddress.v4(0x7f000001), peerPort);
    peer = LinuxSocket.bound(peerAddress);
    fromPeer = new SendBatch(arena, peer, 256, 1 << 18);
    epoll.watch(peer, PEER);
  }

  void connect(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      BenchClient client = new BenchClient(i, relay, departure, writer);
      clients.add(client);
      epoll.watch(client.fd(), i);
    }
  }

  /// Every client gets an allocation; answers the seconds that took.
  double allocate() {
    long start = System.nanoTime();
    inTurn(client -> client.relayed() != null, BenchClient::allocate);
    return (System.nanoTime() - start) / 1e9;
  }

  /// 32 at a time, each until it is answered.
  private void inTurn(Predicate<BenchClient> done, Consumer<BenchClient> ask) {
    for (int from = 0; from < clients.size(); from += WINDOW) {
      until(clients.subList(from, Math.min(from + WINDOW, clients.size())), done, ask);
    }
  }

  /// Every client ends its allocation.
  void giveBack() {
    inTurn(BenchClient::ended, BenchClient::giveBack);
  }

  /// Binds each client's channel to the peer; the peer learns where each is relayed.
  void bindToPeer() {
    if (target.speaksTurn()) {
      allocate();
      until(clients, BenchClient::bound, client -> client.bind(peerAddress));
    }
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (relayed.size() < clients.size() && System.nanoTime() < giveUp) {
      clients.forEach(this::send);
      hearFor(5_000_000);
    }
    if (relayed.size() < clients.size()) {
      throw new IllegalStateException(target.name() + " relays " + relayed.size() + " clients");
    }
  }

  /// Binds each client's channel to its neighbour's allocation.
  void bindPairs() {
    allocate();
    for (int i = 0; i < clients.size(); i++) {
      TransportAddress other = clients.get(i ^ 1).relayed();
      BenchClient client = clients.get(i);
      if (other != null) {
        until(List.of(client), BenchClient::bound, asking -> asking.bind(other));
      }
    }
  }

  private void until(
      List<BenchClient> some, Predicate<BenchClient> done, Consumer<BenchClient> ask) {
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (!some.stream().allMatch(done)) {
      some.stream().filter(done.negate()).forEach(ask);
      long again = System.nanoTime() + 200_000_000;
      while (!some.stream().allMatch(done) && System.nanoTime() < again) {
        hear();
      }
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException(target.name() + " does not answer every client");
      }
    }
  }

  /// Sends that many packets a second from all clients together, and as many from the peer when
  /// `bothWays`.
  Count run(int rate, double seconds, boolean bothWays) {
    arrived = 0;
    counting = true;
    double cpu = target.cpuSeconds();
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long sent = 0;
    long now = start;
    while (now < end) {
      long due = (long) ((now - start) / 1e9 * rate);
      for (int burst = 0; sent < due && burst < 64; burst++) {
        int who = (int) (sent % clients.size());
        send(clients.get(who));
        if (bothWays) {
          stamp(4);
          if (!fromPeer.fits(PAYLOAD)) {
            int _ = fromPeer.flush();
          }
          fromPeer.addCopy(relayed.get(who), packet);
        }
        sent++;
      }
      int _ = fromPeer.flush();
      hear();
      now = System.nanoTime();
    }
    hearFor(100_000_000);
    counting = false;
    double used = target.cpuSeconds() - cpu;
    int[] sorted = Arrays.copyOf(micros, (int) Math.min(arrived, micros.length));
    Arrays.sort(sorted);
    return new Count(bothWays ? 2 * sent : sent, arrived, used, at(sorted, 0.5), at(sorted, 0.99));
  }

  private static double at(int[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * share)];
  }

  private void send(BenchClient client) {
    stamp(0);
    packet.putShort(0, (short) BenchClient.CHANNEL).putShort(2, (short) PAYLOAD);
    Departure.Result _ = departure.sendCopy(client.fd(), relay, packet);
  }

  private void stamp(int from) {
    packet.clear().position(from);
    packet.putLong(4, System.nanoTime());
  }

  private void hearFor(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      hear();
    }
  }

  private void hear() {
    int ready = epoll.await(0);
    for (int i = 0; i < ready; i++) {
      long number = epoll.ready(i);
      in.clear();
      int fd = number == PEER ? peer : clients.get((int) number).fd();
      int first = in.receive(fd, 64);
      for (int place = first; place < in.used(); place++) {
        heard(number, place);
      }
    }
  }

  private void heard(long number, int place) {
    ByteBuffer datagram = in.datagram(place);
    if (number == PEER) {
      if (!counting) {
        TransportAddress from = in.from(place);
        if (heardFrom.putIfAbsent(from, heardFrom.size()) == null) {
          relayed.add(from);
        }
      }
      arrived(datagram.getLong(0));
    } else if ((datagram.get(0) & 0xC0) == 0x40) {
      arrived(datagram.getLong(4));
    } else {
      clients.get((int) number).hear(datagram);
    }
  }

  private void arrived(long sentAt) {
    micros[(int) (arrived % micros.length)] = (int) ((System.nanoTime() - sentAt) / 1_000);
    arrived++;
  }

  @Override
  public void close() {
    clients.forEach(BenchClient::close);
    LinuxSocket.close(peer);
    epoll.close();
    arena.close();
  }
}
