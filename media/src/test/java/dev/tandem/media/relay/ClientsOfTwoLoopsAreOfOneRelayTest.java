package dev.tandem.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.MobilityTicket;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import dev.tandem.media.turn.PeerPolicy;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Goal: it does not matter which loop of a relay serves whom: each client reaches each other one
/// straight, over UDP and over TCP, who moves is found again, and who is no client of the relay is
/// reached, too. Method: a relay with two loops and a listener for TCP on loopback; sixteen
/// clients, whom Linux spreads over both loops (all on one of them: once in 32,768 runs), in every
/// pair; then one that moves sixteen times.
class ClientsOfTwoLoopsAreOfOneRelayTest {

  private static final int CLIENTS = 16;
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

  private static Relay start() {
    assumeTrue(
        DataPath.best() == DataPath.LINUX, "skipped: several loops need SO_REUSEPORT as Linux has");
    return Relay.start(
        RelayUnderTest.settings(0, PeerPolicy.withLoopback())
            .withLoops(2)
            .withStreams(StreamListener.tcp(ANY)));
  }

  @Test
  void everyPairTalksStraight() throws Exception {
    List<TurnClient> clients = new ArrayList<>();
    try (Relay relay = start()) {
      List<TransportAddress> relayed = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        TurnClient client = RelayUnderTest.client(relay.address(), "client-" + i);
        clients.add(client);
        relayed.add(client.allocate());
      }
      long lower =
          relayed.stream().filter(at -> at.port() < RelayUnderTest.FIRST_PORT + 2_250 / 2).count();
      assertTrue(lower > 0 && lower < CLIENTS, lower + " of " + CLIENTS + " on the first loop");
      for (int i = 0; i < CLIENTS; i++) {
        for (int j = 0; j < CLIENTS; j++) {
          if (i != j) {
            clients.get(j).permit(relayed.get(i));
            clients.get(i).permit(relayed.get(j));
            clients.get(i).send(relayed.get(j), i + " to " + j);
            assertEquals(relayed.get(i) + " " + i + " to " + j, clients.get(j).hear());
          }
        }
      }
      RelayCounters counters = relay.counters();
      assertEquals(CLIENTS * (CLIENTS - 1), counters.straight().packets());
      assertEquals(0, counters.toPeers().packets());
      assertEquals(0, counters.drops().values().stream().mapToLong(n -> n).sum());
    } finally {
      clients.forEach(TurnClient::close);
    }
  }

  @Test
  void aProgramAtTheRelaysAddressIsNoAllocationOfANeighbour() throws Exception {
    List<TurnClient> clients = new ArrayList<>();
    // Of each loop's relayed ports one is another program's.
    try (DatagramSocket ofFirst =
            new DatagramSocket(RelayUnderTest.FIRST_PORT + 1, ANY.getAddress());
        DatagramSocket ofSecond =
            new DatagramSocket(RelayUnderTest.FIRST_PORT + 2_000, ANY.getAddress());
        Relay relay = start()) {
      for (int i = 0; i < CLIENTS; i++) {
        TurnClient client = RelayUnderTest.client(relay.address(), "client-" + i);
        clients.add(client);
        TransportAddress relayed = client.allocate();
        for (DatagramSocket program : List.of(ofFirst, ofSecond)) {
          program.setSoTimeout(5_000);
          TransportAddress at =
              TransportAddress.of((InetSocketAddress) program.getLocalSocketAddress());
          client.permit(at);
          client.send(at, "hello");
          DatagramPacket heard = new DatagramPacket(new byte[100], 100);
          program.receive(heard);
          assertEquals(relayed, TransportAddress.of((InetSocketAddress) heard.getSocketAddress()));
        }
      }
    } finally {
      clients.forEach(TurnClient::close);
    }
  }

  @Test
  void whoMovesIsFoundAgain() throws Exception {
    try (Relay relay = start();
        TurnClient alice = RelayUnderTest.client(relay.address(), "alice");
        TurnClient bob = RelayUnderTest.client(relay.address(), "bob")) {
      StunMessage answer =
          alice.ask(Method.ALLOCATE, new RequestedTransport(17), new MobilityTicket());
      TransportAddress atAlice =
          Objects.requireNonNull(answer.first(XorRelayedAddress.class)).address();
      TransportAddress atBob = bob.allocate();
      alice.bind(0x4000, atBob);
      bob.bind(0x4001, atAlice);
      for (int i = 0; i < CLIENTS; i++) {
        alice.move();
        answer =
            alice.ask(Method.REFRESH, Objects.requireNonNull(answer.first(MobilityTicket.class)));
        alice.channelData(0x4000, "here " + i);
        assertEquals("4001 here " + i, bob.hear());
        bob.channelData(0x4001, "there " + i);
        assertEquals("4000 there " + i, alice.hear());
      }
      assertEquals(2, relay.counters().allocations());
    }
  }
}
