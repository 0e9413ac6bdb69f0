package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.Nonce;
import dev.tandem.media.stun.Realm;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.Username;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Goal: the long-term mechanism of RFC 8489 section 9.2.4 lets in who proves a credential, and
/// nobody else. Method: each way of not proving it, and the code it is answered with.
class OnlyGoodCredentialsAllocateTest {

  private final Scene scene = new Scene();
  private final Client client = scene.client("alice", 1_000);

  @AfterEach
  void nothingWasAllocatedBeyondWhatATestMade() {
    assertTrue(scene.open.size() <= 1);
  }

  @Test
  void withoutCredentialsIsAChallenge() {
    StunMessage answer =
        client.exchange(
            client.unsigned(Method.ALLOCATE, MessageClass.REQUEST, new RequestedTransport(17)));
    assertEquals(401, Client.code(answer));
    assertEquals(new Realm(Scene.REALM), answer.first(Realm.class));
    assertNotNull(answer.first(Nonce.class));
    assertTrue(scene.open.isEmpty());
  }

  @Test
  void wrongPasswordIs401() {
    Client liar =
        new Client(scene, client.address(), Scene.NOON.getEpochSecond() + 60 + ":alice", "guess");
    assertEquals(401, liar.allocateError());
  }

  @Test
  void credentialOfAnotherSecretIs401() {
    SharedSecret other = SharedSecret.of(new byte[16]);
    Client stranger = client.as(RelayCredentials.issue(other, "alice", Scene.NOON.plusSeconds(60)));
    assertEquals(401, stranger.allocateError());
  }

  @Test
  void expiredCredentialIs401() {
    Client late = client.as(RelayCredentials.issue(Scene.SECRET, "alice", Scene.NOON));
    assertEquals(401, late.allocateError());
    Client inTime =
        client.as(RelayCredentials.issue(Scene.SECRET, "alice", Scene.NOON.plusSeconds(1)));
    assertEquals(0, inTime.allocateError());
  }

  @Test
  void callThatBeganInTimeOutlivesItsCredential() {
    client.allocate();
    for (int minutes = 0; minutes < 70; minutes += 7) {
      scene.pass(7 * 60);
      StunMessage answer = client.ask(Method.REFRESH);
      if (Client.code(answer) == 438) {
        client.challenge();
        answer = client.ask(Method.REFRESH);
      }
      assertEquals(0, Client.code(answer));
    }
    assertEquals(
        401, scene.client("alice", 1_001).allocateError(), "but a new call needs a new one");
  }

  @Test
  void integrityWithoutNameRealmOrNonceIs400() {
    client.challenge();
    byte[] whole = client.request(Method.ALLOCATE, client.nextId(), new RequestedTransport(17));
    assertEquals(0, Client.code(client.exchange(whole)));
    // The same message whose USERNAME has become an attribute nobody knows.
    byte[] nameless = whole.clone();
    nameless[28] = (byte) 0x80;
    assertEquals(400, Client.code(client.exchange(nameless)));
  }

  @Test
  void staleNonceIs438WithANewOne() {
    client.allocate();
    String first = client.nonce();
    scene.pass(3_599);
    client.ask(Method.REFRESH);
    scene.pass(1);
    StunMessage answer = scene.client("bob", 1_001).withNonce(first).ask(Method.ALLOCATE);
    assertEquals(438, Client.code(answer), "another client's nonce");
    Client again = scene.client("carol", 1_000).withNonce(first);
    StunMessage stale = again.ask(Method.ALLOCATE, new RequestedTransport(17));
    assertEquals(438, Client.code(stale));
    String fresh = nonceOf(stale);
    assertNotEquals(first, fresh);
    Client retry =
        client
            .as(RelayCredentials.issue(Scene.SECRET, "carol", Scene.NOON.plusSeconds(9_000)))
            .withNonce(fresh);
    assertNotEquals(438, retry.allocateError());
  }

  @Test
  void inventedNonceIs438() {
    for (String nonce : new String[] {"x", "AAAAAAAAAAAAAAAAAAAAAAAA", "é", "===="}) {
      assertEquals(438, client.withNonce(nonce).allocateError(), nonce);
    }
  }

  @Test
  void otherCredentialsOnAnAllocationAre441() {
    client.allocate();
    Client other =
        client.as(RelayCredentials.issue(Scene.SECRET, "mallory", Scene.NOON.plusSeconds(60)));
    assertEquals(441, Client.code(other.ask(Method.REFRESH)));
    assertEquals(441, other.permit(Scene.PEER));
    assertEquals(441, other.bind(0x4000, Scene.PEER));
    assertEquals(441, other.allocateError());
    assertEquals(1, scene.machine.allocations());
  }

  @Test
  void namesThatAreNotOursAre401() {
    for (String name :
        new String[] {
          "",
          ":",
          "alice",
          "99999999999:",
          ":alice",
          "x9999999999:alice",
          "-1:alice",
          "999999999999999999999:alice"
        }) {
      Client odd = new Client(scene, client.address(), name, "any");
      assertEquals(401, odd.allocateError(), name);
      scene.pass(1);
    }
    assertFalse(new Username("1:alice").toString().contains("alice"));
  }

  private static String nonceOf(StunMessage answer) {
    Nonce nonce = answer.first(Nonce.class);
    if (nonce == null) {
      throw new AssertionError("No nonce in the answer");
    }
    return nonce.value();
  }
}
