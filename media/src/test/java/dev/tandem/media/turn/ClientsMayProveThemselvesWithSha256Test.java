package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.MessageIntegritySha256;
import dev.tandem.media.stun.MessageType;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.Nonce;
import dev.tandem.media.stun.PasswordAlgorithm;
import dev.tandem.media.stun.PasswordAlgorithms;
import dev.tandem.media.stun.Realm;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.StunWriter;
import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.Username;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: a client of RFC 8489 is offered SHA-256 in the shortest challenge, proves itself with it
/// and is answered in kind; whoever takes the offer out on the way is noticed. Method: requests by
/// hand on a stage, right and with each part wrong.
class ClientsMayProveThemselvesWithSha256Test {

  private static final TransportAddress HERE = new TransportAddress(IpAddress.v4(0x05050505), 1);

  private final Scene scene = new Scene();
  private final RelayCredentials.Issued issued =
      RelayCredentials.issue(Scene.SECRET, "alice", Scene.NOON.plusSeconds(60));
  private final IntegrityKey key =
      IntegrityKey.longTermSha256(issued.username(), Scene.REALM, issued.credential());
  private final IntegrityKey md5Key =
      IntegrityKey.longTerm(issued.username(), Scene.REALM, issued.credential());
  private final StunWriter writer = new StunWriter(ByteBuffer.allocate(1_024), new Integrity());
  private int lastId;
  private String nonce = "";

  @BeforeEach
  void challenge() {
    begin();
    StunMessage answer = exchange();
    nonce = Objects.requireNonNull(answer.first(Nonce.class)).value();
    assertEquals(PasswordAlgorithms.OFFERED, answer.first(PasswordAlgorithms.class));
    assertTrue(nonce.startsWith("obMatJos2"), nonce);
  }

  @Test
  void sha256ForKeyAndIntegrity() {
    request(PasswordAlgorithms.OFFERED, new PasswordAlgorithm(PasswordAlgorithm.SHA256));
    writer.integritySha256(key);
    StunMessage answer = exchange();
    assertEquals(0, Client.code(answer));
    assertNotNull(answer.first(MessageIntegritySha256.class));
    assertTrue(new Integrity().holds(answer, key));
  }

  @Test
  void md5KeyAndBothIntegrities() {
    request(PasswordAlgorithms.OFFERED, new PasswordAlgorithm(PasswordAlgorithm.MD5));
    writer.integrity(md5Key).integritySha256(md5Key);
    assertEquals(0, Client.code(exchange()));
  }

  @Test
  void theStrongerIntegrityCounts() {
    request();
    writer.integrity(md5Key).integritySha256(key);
    assertEquals(401, Client.code(exchange()));
  }

  @Test
  void anOfferThatWasCutIsNoticed() {
    request(
        new PasswordAlgorithms(List.of(PasswordAlgorithm.MD5)),
        new PasswordAlgorithm(PasswordAlgorithm.MD5));
    writer.integrity(md5Key);
    assertEquals(400, Client.code(exchange()));
  }

  @Test
  void choicesThatWereNotOffered() {
    request(PasswordAlgorithms.OFFERED, new PasswordAlgorithm(3));
    writer.integritySha256(key);
    assertEquals(400, Client.code(exchange()));
    request(new PasswordAlgorithm(PasswordAlgorithm.SHA256));
    writer.integritySha256(key);
    assertEquals(400, Client.code(exchange()), "without the offer");
    request(PasswordAlgorithms.OFFERED);
    writer.integritySha256(key);
    assertEquals(400, Client.code(exchange()), "without a choice");
  }

  @Test
  void aNonceWithoutItsCookieIsNone() {
    nonce = nonce.substring(13);
    request();
    writer.integrity(md5Key);
    assertEquals(438, Client.code(exchange()));
  }

  private void request(Attribute... more) {
    begin();
    writer.add(new Username(issued.username())).add(new Realm(Scene.REALM)).add(new Nonce(nonce));
    for (Attribute attribute : more) {
      writer.add(attribute);
    }
  }

  private void begin() {
    writer.begin(
        new MessageType(Method.ALLOCATE, MessageClass.REQUEST), new TransactionId(1, ++lastId));
    writer.add(new RequestedTransport(RequestedTransport.UDP));
  }

  private StunMessage exchange() {
    int before = scene.toClients.size();
    scene.fromClient(HERE, Scene.bytes(writer.finish()));
    assertEquals(before + 1, scene.toClients.size(), () -> "dropped: " + scene.drops);
    return Client.read(scene.lastToClient().bytes());
  }
}
