package dev.tandem.media.relay.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Goal: a relayed call goes on over a network that loses packets, and a phone that leaves one
/// network for another keeps talking on the same allocation, to a peer that notices nothing.
/// Method: three network namespaces, a relay and two phones, each a process; every machine loses 5
/// % of what arrives. One phone has two links: the first is cut in the middle of the call. With two
/// losses on the way, 90 % arrive; fewer than three quarters of 250 would be chance once in 10^13.
/// Skipped where namespaces cannot be made or `ip` and `iptables` or `nft` are missing.
class CallSurvivesLossAndMoveTest {

  private static final String RELAY = "10.77.0.1";
  private static final int PACKETS = 250;
  private static final String LOSS =
      "if command -v iptables >/dev/null; then iptables -A INPUT -p udp -m statistic --mode random"
          + " --probability 0.05 -j DROP; else nft add table ip loss; nft 'add chain ip loss in {"
          + " type filter hook input priority 0; }'; nft 'add rule ip loss in meta l4proto udp"
          + " numgen random mod 100 < 5 drop'; fi";

  private final List<Machine> machines = new ArrayList<>();

  private Machine add(Machine machine) {
    machines.add(machine);
    return machine;
  }

  @AfterEach
  void end() {
    for (Machine machine : machines.reversed()) {
      machine.close();
    }
  }

  @Test
  void aPhoneLeavesOneNetworkForAnother() throws Exception {
    Machine relay;
    Machine alice;
    Machine bob;
    try {
      relay = add(Machine.first());
      alice = add(relay.neighbour());
      bob = add(relay.neighbour());
      relay.run("ip link set lo up; ip address add " + RELAY + "/32 dev lo");
      relay.link("wifi", "10.78.1.1/24", alice, "10.78.1.2/24");
      relay.link("mobile", "10.78.2.1/24", alice, "10.78.2.2/24");
      relay.link("office", "10.78.3.1/24", bob, "10.78.3.2/24");
      alice.run("ip route add " + RELAY + " via 10.78.1.1");
      bob.run("ip route add " + RELAY + " via 10.78.3.1");
      for (Machine machine : machines) {
        machine.run(LOSS);
      }
    } catch (IOException e) {
      abort("skipped: no network namespaces, ip or packet filter here: " + e.getMessage());
      return;
    }
    relay.start(RelayMachine.class, RELAY);
    assertEquals("ready", relay.answer());
    alice.start(PhoneMachine.class, RELAY, "10.78.1.2", "alice");
    bob.start(PhoneMachine.class, RELAY, "10.78.3.2", "bob");
    String atAlice = alice.ask("allocate");
    String atBob = bob.ask("allocate");
    assertEquals("bound", alice.ask("bind " + atBob));
    assertEquals("bound", bob.ask("bind " + atAlice));
    int heard = bothTalk(alice, bob, "over the first network");

    alice.run("ip link set wifi-b down; ip route replace " + RELAY + " via 10.78.2.1 dev mobile-b");
    assertEquals("moved", alice.ask("move 10.78.2.2"));
    heard += bothTalk(alice, bob, "over the second");
    assertTrue(heard < 4 * PACKETS, "the network did lose packets");
  }

  /// Answers what both heard together.
  private static int bothTalk(Machine alice, Machine bob, String when) throws IOException {
    alice.tell("talk " + PACKETS);
    bob.tell("talk " + PACKETS);
    int heardByAlice = Integer.parseInt(alice.answer());
    int heardByBob = Integer.parseInt(bob.answer());
    assertTrue(
        heardByAlice >= PACKETS * 3 / 4 && heardByAlice <= PACKETS,
        () -> "alice heard " + heardByAlice + " of " + PACKETS + " " + when);
    assertTrue(
        heardByBob >= PACKETS * 3 / 4 && heardByBob <= PACKETS,
        () -> "bob heard " + heardByBob + " of " + PACKETS + " " + when);
    return heardByAlice + heardByBob;
  }
}
