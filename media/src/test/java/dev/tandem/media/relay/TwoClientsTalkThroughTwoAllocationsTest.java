package dev.tandem.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.RelayCredentials;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: two clients that both use the relay reach each other on one machine, by indications and by
/// channels, and the counters tell it. Method: real sockets on loopback; each client's peer is the
/// other's relayed address.
class TwoClientsTalkThroughTwoAllocationsTest {

  @ParameterizedTest
  @EnumSource
  void indicationsThenChannels(DataPath path) throws Exception {
    try (Relay relay = RelayUnderTest.start(path);
        TurnClient alice = client(relay, "alice");
        TurnClient bob = client(relay, "bob")) {
      TransportAddress atAlice = alice.allocate();
      TransportAddress atBob = bob.allocate();
      alice.permit(atBob);
      bob.permit(atAlice);
      alice.send(atBob, "hello bob");
      assertEquals(atAlice + " hello bob", bob.hear());
      bob.send(atAlice, "hello alice");
      assertEquals(atBob + " hello alice", alice.hear());
      alice.bind(0x4000, atBob);
      bob.bind(0x7FFE, atAlice);
      for (int i = 0; i < 1_000; i++) {
        alice.channelData(0x4000, "packet " + i);
        assertEquals("7ffe packet " + i, bob.hear());
        bob.channelData(0x7FFE, "answer " + i);
        assertEquals("4000 answer " + i, alice.hear());
      }
      RelayCounters counters = relay.counters();
      assertEquals(2, counters.allocations());
      assertEquals(2, counters.allocationsMade());
      assertEquals(2_002, counters.straight().packets());
      assertEquals(0, counters.toPeers().packets());
      assertTrue(counters.fromClients().bytes() > 2_002 * 12);
      assertEquals(0, counters.drops().values().stream().mapToLong(n -> n).sum());
    }
  }

  @ParameterizedTest
  @EnumSource
  void junkIsCountedAndHarmsNobody(DataPath path) throws Exception {
    try (Relay relay = RelayUnderTest.start(path);
        TurnClient alice = client(relay, "alice")) {
      alice.sendBytes(ByteBuffer.wrap(new byte[0]));
      alice.sendBytes(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      alice.sendBytes(ByteBuffer.wrap(new byte[3_000]));
      alice.channelData(0x4000, "nobody");
      alice.allocate();
      RelayCounters counters = relay.counters();
      assertEquals(2L, counters.drops().get(Drop.NOT_OURS));
      assertEquals(1L, counters.drops().get(Drop.TOO_LONG));
      assertEquals(1L, counters.drops().get(Drop.NO_ALLOCATION));
      assertEquals(0L, counters.drops().get(Drop.DEFECT));
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingFreesEveryPort(DataPath path) throws Exception {
    int relayed;
    Relay closed;
    InetSocketAddress listening;
    try (Relay relay = RelayUnderTest.start(path);
        TurnClient alice = client(relay, "alice")) {
      closed = relay;
      assertTrue(relay.running());
      relayed = alice.allocate().port();
      listening = relay.address();
    }
    assertFalse(closed.running());
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    new DatagramSocket(relayed, loopback).close();
    new DatagramSocket(listening.getPort(), loopback).close();
  }

  private static TurnClient client(Relay relay, String subject) throws Exception {
    return new TurnClient(
        relay.address(),
        RelayCredentials.issue(RelayUnderTest.SECRET, subject, Instant.now().plusSeconds(60)));
  }
}
