package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.media.stun.AdditionalAddressFamily;
import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.EvenPort;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.MobilityTicket;
import dev.tandem.media.stun.RequestedAddressFamily;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.ReservationToken;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.UnknownAttribute;
import dev.tandem.media.stun.UnknownAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: each wish that this server does not grant has the RFC's own error. Method: one
/// authenticated request a wish.
class WishesThatCannotBeMetTest {

  private static final TransportAddress V6_PEER =
      new TransportAddress(IpAddress.v6(0x26064700_47000000L, 0x1111), 4_000);
  private static final int EVENTS = 0x0033;

  private final Scene scene = new Scene();
  private final Client client = scene.client("alice", 1_000);

  @Test
  void withoutTransport() {
    assertEquals(400, Client.code(client.ask(Method.ALLOCATE)));
  }

  @Test
  void otherTransport() {
    assertEquals(442, Client.code(client.ask(Method.ALLOCATE, new RequestedTransport(6))));
  }

  @Test
  void otherFamily() {
    assertEquals(440, client.allocateError(new RequestedAddressFamily(2)));
    assertEquals(440, client.allocateError(new RequestedAddressFamily(9)));
    assertEquals(0, client.allocateError(new RequestedAddressFamily(1)));
    assertEquals(443, Client.code(client.ask(Method.REFRESH, new RequestedAddressFamily(2))));
    assertEquals(443, client.permit(V6_PEER));
    assertEquals(443, client.permit(Scene.PEER, V6_PEER));
    assertEquals(443, client.bind(0x4000, V6_PEER));
  }

  @Test
  void contradictions() {
    assertEquals(400, client.allocateError(new ReservationToken(1), new EvenPort(true)));
    assertEquals(400, client.allocateError(new ReservationToken(1), new RequestedAddressFamily(1)));
    assertEquals(
        400, client.allocateError(new ReservationToken(1), new AdditionalAddressFamily(2)));
    assertEquals(
        400, client.allocateError(new RequestedAddressFamily(1), new AdditionalAddressFamily(2)));
    assertEquals(400, client.allocateError(new AdditionalAddressFamily(1)), "IPv4 is no addition");
    assertEquals(400, client.allocateError(new EvenPort(true), new AdditionalAddressFamily(2)));
    assertEquals(400, client.allocateError(new MobilityTicket(new byte[] {1})), "no ticket yet");
    assertEquals(508, client.allocateError(new ReservationToken(1)), "a token nobody got");
  }

  @Test
  void unknownAttributesAreNamed() {
    StunMessage answer =
        client.ask(Method.ALLOCATE, new RequestedTransport(17), new UnknownAttribute(EVENTS));
    assertEquals(420, Client.code(answer));
    assertEquals(new UnknownAttributes(List.of(EVENTS)), answer.first(UnknownAttributes.class));
    client.allocate(new UnknownAttribute(0xC001));
  }

  @Test
  void permissionForNobody() {
    client.allocate();
    assertEquals(400, Client.code(client.ask(Method.CREATE_PERMISSION, new Attribute[0])));
  }
}
