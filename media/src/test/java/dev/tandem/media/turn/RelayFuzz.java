package dev.tandem.media.turn;

import dev.tandem.media.stun.AdditionalAddressFamily;
import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.Icmp;
import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.MobilityTicket;
import dev.tandem.media.stun.Reading;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.StunParser;
import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the fuzzer (Jazzer, profile `fuzz`) calls: bytes as STUN, with every attribute, as a
/// client's datagram with and without an allocation, as a peer's of either family, as another
/// machine's, and as the attributes of a signed request. Nothing may escape.
public final class RelayFuzz {

  private static final IntegrityKey KEY = IntegrityKey.shortTerm("any");
  private static final Integrity INTEGRITY = new Integrity();
  private static final Scene SCENE =
      new Scene(
          new TurnSettings(
              Scene.REALM,
              Scene.SECRET,
              List.of(Scene.RELAY, Scene.RELAY6),
              new TurnSettings.Shares(
                  new PortRange(50_000, 50_049),
                  new PortRange(50_000, 50_099),
                  new PortRange(50_000, 50_099)),
              PeerPolicy.strict(),
              Scene.LIMITS.withStrangers(new RelayLimits.Strangers(1_000_000_000, 1_000_000_000)),
              true));
  private static final Client ALICE = SCENE.client("alice", 1_000);
  private static final Client BOB = SCENE.client("bob", 2_000);
  private static final Client CAROL = ALICE.at(new TransportAddress(Scene.PEER.ip(), 4_000));
  private static final List<Method> METHODS = List.of(Method.values());
  private static int relayed;
  private static int relayed6;

  private RelayFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    if (relayed == 0) {
      open();
    }
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    switch (input[0] & 7) {
      case 0 -> parse(bytes);
      case 1 -> SCENE.fromClient(ALICE.address(), bytes);
      case 2 -> SCENE.fromClient(SCENE.client("nobody", 3_000).address(), bytes);
      case 3 -> SCENE.fromPeer(relayed, Scene.PEER, bytes);
      case 5 -> SCENE.fromPeer(relayed6, Scene.PEER6, bytes);
      case 6 -> SCENE.forwarded(ALICE.address(), bytes);
      case 4 -> undelivered(bytes);
      default -> signed(bytes);
    }
    SCENE.across.clear();
    SCENE.forwarded.clear();
    SCENE.toClients.clear();
    SCENE.toPeers.clear();
    SCENE.drops.clear();
    SCENE.straight.clear();
  }

  private static void parse(byte[] bytes) {
    if (StunParser.parse(ByteBuffer.wrap(bytes)) instanceof Reading.Read(var message)) {
      boolean forged = message.signed() && INTEGRITY.holds(message, KEY);
      if (forged && message.attributes().isEmpty()) {
        throw new AssertionError("A signed message has an attribute");
      }
    }
  }

  private static void undelivered(byte[] bytes) {
    if (bytes.length >= 7) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      Icmp why = new Icmp(in.get() & 0x7f, in.get() & 0xff, in.getInt());
      boolean v6 = (in.get() & 1) != 0;
      SCENE.machine.undelivered(
          SCENE.now, v6 ? relayed6 : relayed, v6 ? Scene.PEER6 : Scene.PEER, why, SCENE);
    }
  }

  /// Types and values as the attributes of a request that its sender signed, from a new address, so
  /// that a ticket among them moves the allocation.
  private static void signed(byte[] bytes) {
    if (bytes.length < 2) {
      return;
    }
    Method method = METHODS.get((bytes[0] & 0xff) % METHODS.size());
    TransactionId id = new TransactionId(3, bytes[1]);
    List<Attribute> attributes = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes, 2, bytes.length - 2);
    while (in.remaining() >= 4 && attributes.size() < 8) {
      int type = in.getShort() & 0xffff;
      int length = Math.min(in.getShort() & 0x7f, in.remaining());
      attributes.add(Attribute.read(type, in.slice(in.position(), length), id));
      in.position(in.position() + length);
    }
    SCENE.fromClient(
        CAROL.address(), CAROL.request(method, id, attributes.toArray(Attribute[]::new)));
  }

  private static void open() {
    StunMessage both =
        ALICE.ask(
            Method.ALLOCATE,
            new RequestedTransport(17),
            new AdditionalAddressFamily(2),
            new MobilityTicket());
    List<XorRelayedAddress> addresses = both.all(XorRelayedAddress.class);
    relayed = addresses.get(0).address().port();
    relayed6 = addresses.get(1).address().port();
    CAROL.challenge();
    TransportAddress atBob = new TransportAddress(Scene.RELAY, BOB.allocate());
    ALICE.bind(0x4000, Scene.PEER);
    ALICE.bind(0x4001, atBob);
    BOB.permit(new TransportAddress(Scene.RELAY, relayed));
  }
}
