package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.TransportAddress;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// Goal: ChannelData and peers' packets pass the machine without making garbage. Method: the JVM's
/// own count of bytes that this thread allocates, over 200,000 packets each way, after a warm-up.
class PacketPathMakesNoGarbageTest {

  private static final int PACKETS = 200_000;
  private static final int PAYLOAD = 160;

  /// Time hardly passes here, and all of it comes at once.
  private static final RelayLimits.Share ALL =
      new RelayLimits.Share(Integer.MAX_VALUE, Integer.MAX_VALUE);

  private static final RelayLimits WIDE = Scene.LIMITS.withShares(ALL, ALL, ALL);

  @Test
  void lessThanAByteAPacket() {
    Scene scene = Scene.limited(WIDE);
    Client client = scene.client("alice", 1_000);
    int port = client.allocate();
    client.bind(0x4000, Scene.PEER);
    Quiet quiet = new Quiet();
    long bytes = steady(() -> relay(scene, client.address(), port, quiet));
    assertTrue(
        quiet.packets > 0 && quiet.packets % (2 * PACKETS) == 0,
        "every packet came out: " + quiet.packets);
    assertTrue(bytes < PACKETS, bytes + " bytes for " + 2 * PACKETS + " packets");
  }

  @Test
  void norBetweenTwoClients() {
    Scene scene = Scene.limited(WIDE);
    Client alice = scene.client("alice", 1_000);
    Client bob = scene.client("bob", 2_000);
    TransportAddress atAlice = new TransportAddress(Scene.RELAY, alice.allocate());
    TransportAddress atBob = new TransportAddress(Scene.RELAY, bob.allocate());
    alice.bind(0x4000, atBob);
    bob.bind(0x4001, atAlice);
    Quiet quiet = new Quiet();
    long bytes = steady(() -> send(scene, alice.address(), quiet));
    assertTrue(
        quiet.straight > 0 && quiet.straight % PACKETS == 0,
        "every packet went straight: " + quiet.straight);
    assertTrue(bytes < PACKETS, bytes + " bytes for " + PACKETS + " packets");
  }

  /// Bytes that a round allocates once the compiler has done its work, which takes more rounds
  /// where the machine is busy: the least of thirty.
  private static long steady(Runnable round) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 30 && least >= PACKETS; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      round.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static void send(Scene scene, TransportAddress client, Sink sink) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
    for (int i = 0; i < PACKETS; i++) {
      buffer.clear().position(TurnServer.HEADROOM);
      buffer.putShort((short) 0x4000).putShort((short) PAYLOAD);
      buffer.position(buffer.position() + PAYLOAD).flip().position(TurnServer.HEADROOM);
      scene.machine.fromClient(i, client, buffer, sink);
    }
  }

  private static void relay(Scene scene, TransportAddress client, int port, Sink sink) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
    for (int i = 0; i < PACKETS; i++) {
      buffer.clear().position(TurnServer.HEADROOM);
      buffer.putShort((short) 0x4000).putShort((short) PAYLOAD);
      buffer.position(buffer.position() + PAYLOAD).flip().position(TurnServer.HEADROOM);
      scene.machine.fromClient(i, client, buffer, sink);
      buffer.clear().position(TurnServer.HEADROOM).limit(TurnServer.HEADROOM + PAYLOAD);
      scene.machine.fromPeer(i, port, Scene.PEER, buffer, sink);
    }
  }

  /// Counts and forgets.
  private static final class Quiet implements Sink {
    private long packets;
    private long straight;

    @Override
    public boolean open(Family family, int port) {
      return true;
    }

    @Override
    public void close(Family family, int port) {
      throw new AssertionError("Nothing ends here");
    }

    @Override
    public void toClient(TransportAddress to, ByteBuffer datagram) {
      packets++;
    }

    @Override
    public void toPeer(int port, TransportAddress peer, ByteBuffer datagram, boolean whole) {
      packets++;
    }

    @Override
    public void straight(int bytes) {
      straight++;
    }

    @Override
    public void across(TransportAddress from, TransportAddress to, ByteBuffer payload) {
      throw new AssertionError("There is one machine");
    }

    @Override
    public void forward(int port, TransportAddress client, ByteBuffer datagram) {
      throw new AssertionError("There is one machine");
    }

    @Override
    public void dropped(Drop reason, int bytes) {
      throw new AssertionError("Dropped: " + reason);
    }
  }
}
