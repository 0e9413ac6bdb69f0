package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.media.stun.AlternateServer;
import dev.tandem.media.stun.ErrorCode;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Goal: a relay that is about to be restarted sends new calls elsewhere and lets running ones end.
/// Method: one allocation before and one after the drain, on a stage.
class DrainingRelayNamesAnotherTest {

  private static final TransportAddress OTHER =
      new TransportAddress(IpAddress.v4(0x08080808), 3_478);

  @Test
  void newCallsGoElsewhereAndOldOnesGoOn() {
    Scene scene = new Scene();
    Client alice = scene.client("alice", 1);
    alice.allocate();
    scene.machine.drain(OTHER);
    StunMessage answer = scene.client("bob", 2).ask(Method.ALLOCATE, new RequestedTransport(17));
    assertEquals(300, Objects.requireNonNull(answer.first(ErrorCode.class)).code());
    assertEquals(OTHER, Objects.requireNonNull(answer.first(AlternateServer.class)).address());
    assertEquals(0, Client.code(alice.ask(Method.REFRESH)));
    assertEquals(0, alice.bind(0x4000, Scene.PEER));
  }

  @Test
  void withoutAnother() {
    Scene scene = new Scene();
    scene.machine.drain(null);
    assertEquals(508, scene.client("bob", 2).allocateError());
  }
}
