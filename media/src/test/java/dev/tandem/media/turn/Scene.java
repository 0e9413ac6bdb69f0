package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A TURN machine on a stage: time stands until a test moves it, and everything that comes out is
/// kept.
final class Scene implements Sink {

  static final String REALM = "tandem";
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final IpAddress RELAY = IpAddress.v4(0x08080404);
  static final TransportAddress PEER = new TransportAddress(IpAddress.v4(0x01010101), 4_000);
  static final SharedSecret SECRET =
      SharedSecret.of(
          "a secret of thirty-two characters".getBytes(java.nio.charset.StandardCharsets.UTF_8));

  /// The usual limits, except that all requests of a stage where time stands still may come in one
  /// second.
  static final RelayLimits LIMITS =
      RelayLimits.defaults()
          .withAsking(new RelayLimits.Asking(1_000_000_000, 1_000_000_000, 1_000_000_000));

  record ToClient(TransportAddress client, ByteBuffer datagram) {
    byte[] bytes() {
      return Scene.bytes(datagram);
    }
  }

  record Across(TransportAddress from, TransportAddress to, ByteBuffer payload) {
    byte[] bytes() {
      return Scene.bytes(payload);
    }
  }

  record Forwarded(int port, TransportAddress client, ByteBuffer datagram) {
    byte[] bytes() {
      return Scene.bytes(datagram);
    }
  }

  record ToPeer(int port, TransportAddress peer, ByteBuffer datagram, boolean whole) {
    byte[] bytes() {
      return Scene.bytes(datagram);
    }
  }

  final List<ToClient> toClients = new ArrayList<>();
  final List<ToPeer> toPeers = new ArrayList<>();
  final List<Integer> straight = new ArrayList<>();
  final List<Drop> drops = new ArrayList<>();
  final List<Across> across = new ArrayList<>();
  final List<Forwarded> forwarded = new ArrayList<>();
  final Set<Integer> open = new HashSet<>();
  final Set<Integer> open6 = new HashSet<>();
  final Set<Integer> refusedPorts = new HashSet<>();
  final TurnServer machine;
  long now;

  static final IpAddress RELAY6 = IpAddress.v6(0x26064700_47000000L, 0x8888);
  static final TransportAddress PEER6 =
      new TransportAddress(IpAddress.v6(0x26064700_47000000L, 0x1111), 4_000);

  Scene() {
    this(settings(PeerPolicy.strict(), LIMITS));
  }

  Scene(TurnSettings settings) {
    this(settings, new Common(settings.limits(), new Random(8)));
  }

  /// One of several machines.
  Scene(TurnSettings settings, Common common) {
    machine = new TurnServer(settings, common, new Random(7));
    machine.wallClock(NOON);
  }

  /// A machine with an address of each family.
  static Scene ofBothFamilies(boolean keepsWhole) {
    return new Scene(
        shared(
            List.of(RELAY, RELAY6),
            TurnSettings.Shares.alone(new PortRange(50_000, 50_099)),
            keepsWhole));
  }

  static TurnSettings shared(
      List<IpAddress> addresses, TurnSettings.Shares ports, boolean keepsWhole) {
    return new TurnSettings(
        REALM, SECRET, addresses, ports, PeerPolicy.strict(), LIMITS, keepsWhole);
  }

  static Scene limited(RelayLimits limits) {
    return new Scene(settings(PeerPolicy.strict(), limits));
  }

  /// The usual limits with so many allocations of all together and of one subject.
  static RelayLimits atMost(int allocations, int perSubject) {
    RelayLimits usual = LIMITS;
    return usual
        .withAllocations(allocations)
        .withShares(
            new RelayLimits.Share(perSubject, usual.subject().bytesPerSecond()),
            usual.member(),
            usual.workspace());
  }

  static TurnSettings settings(PeerPolicy policy, RelayLimits limits) {
    return new TurnSettings(REALM, SECRET, RELAY, 50_000, 50_099, policy, limits);
  }

  /// A client whose credential is good for an hour.
  Client client(String subject, int port) {
    return client(subject, new TransportAddress(IpAddress.v4(0x05050505), port));
  }

  Client client(String subject, TransportAddress at) {
    return new Client(this, at, RelayCredentials.issue(SECRET, subject, NOON.plusSeconds(3_600)));
  }

  void pass(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
    machine.wallClock(NOON.plusNanos(now));
  }

  void fromClient(TransportAddress client, byte[] bytes) {
    machine.fromClient(now, client, roomy(bytes), this);
  }

  void fromPeer(int port, TransportAddress peer, byte[] bytes) {
    machine.fromPeer(now, port, peer, roomy(bytes), this);
  }

  ToClient lastToClient() {
    return toClients.getLast();
  }

  void forwarded(TransportAddress client, byte[] bytes) {
    machine.forwarded(now, client, roomy(bytes), this);
  }

  private static ByteBuffer roomy(byte[] bytes) {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(TurnServer.HEADROOM + bytes.length + TurnServer.TAILROOM);
    buffer.position(TurnServer.HEADROOM);
    buffer.put(bytes).flip().position(TurnServer.HEADROOM);
    return buffer;
  }

  @Override
  public boolean open(Family family, int port) {
    return !refusedPorts.contains(port) && opened(family).add(port);
  }

  @Override
  public void close(Family family, int port) {
    if (!opened(family).remove(port)) {
      throw new AssertionError("Closed a port that was not open: " + port);
    }
  }

  private Set<Integer> opened(Family family) {
    return family == Family.IPV4 ? open : open6;
  }

  @Override
  public void toClient(TransportAddress client, ByteBuffer datagram) {
    toClients.add(new ToClient(client, ByteBuffer.wrap(bytes(datagram))));
  }

  @Override
  public void toPeer(int port, TransportAddress peer, ByteBuffer datagram, boolean whole) {
    toPeers.add(new ToPeer(port, peer, ByteBuffer.wrap(bytes(datagram)), whole));
  }

  @Override
  public void straight(int bytes) {
    straight.add(bytes);
  }

  @Override
  public void across(TransportAddress from, TransportAddress to, ByteBuffer payload) {
    across.add(new Across(from, to, ByteBuffer.wrap(bytes(payload))));
  }

  @Override
  public void forward(int port, TransportAddress client, ByteBuffer datagram) {
    forwarded.add(new Forwarded(port, client, ByteBuffer.wrap(bytes(datagram))));
  }

  @Override
  public void dropped(Drop reason, int bytes) {
    drops.add(reason);
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }
}
