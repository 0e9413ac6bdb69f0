package dev.tandem.media.turn;

import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.Reading;
import dev.tandem.media.stun.StunParser;
import dev.tandem.media.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What the fuzzer (Jazzer, profile `fuzz`) calls: bytes as STUN, with every attribute, as a
/// client's datagram with and without an allocation, and as a peer's. Nothing may escape.
public final class RelayFuzz {

  private static final IntegrityKey KEY = IntegrityKey.shortTerm("any");
  private static final Integrity INTEGRITY = new Integrity();
  private static final Scene SCENE =
      Scene.limited(
          RelayLimits.defaults()
              .withStrangers(new RelayLimits.Strangers(1_000_000_000, 1_000_000_000)));
  private static final Client ALICE = SCENE.client("alice", 1_000);
  private static final Client BOB = SCENE.client("bob", 2_000);
  private static int relayed;

  private RelayFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    if (relayed == 0) {
      open();
    }
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    switch (input[0] & 3) {
      case 0 -> parse(bytes);
      case 1 -> SCENE.fromClient(ALICE.address(), bytes);
      case 2 -> SCENE.fromClient(SCENE.client("nobody", 3_000).address(), bytes);
      default -> SCENE.fromPeer(relayed, Scene.PEER, bytes);
    }
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

  private static void open() {
    relayed = ALICE.allocate();
    TransportAddress atBob = new TransportAddress(Scene.RELAY, BOB.allocate());
    ALICE.bind(0x4000, Scene.PEER);
    ALICE.bind(0x4001, atBob);
    BOB.permit(new TransportAddress(Scene.RELAY, relayed));
  }
}
