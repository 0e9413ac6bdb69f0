package dev.tandem.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// Goal: the published samples are read as the RFC says, and their integrity is ours. Method: the
/// bytes of RFC 5769, at an offset in a direct buffer, as packets lie in the relay.
class Rfc5769SamplesTest {

  @Test
  void everySampleHoldsWithItsKeyAndWithNoOther() {
    Integrity integrity = new Integrity();
    for (Samples.Sample sample : Samples.ALL) {
      byte[] bytes = sample.bytes();
      ByteBuffer packet = ByteBuffer.allocateDirect(bytes.length + 100);
      packet.position(48).put(bytes).flip().position(48);
      Reading reading = StunParser.parse(packet);
      StunMessage message = ((Reading.Read) reading).message();
      assertTrue(integrity.holds(message, sample.key()), sample.name());
      assertFalse(integrity.holds(message, IntegrityKey.shortTerm("other")), sample.name());
      assertEquals(48, packet.position(), "a parser moves nothing");
    }
  }

  @Test
  void requestIsABindingWithPaddedUsername() {
    StunMessage message = Samples.read(Samples.REQUEST.bytes());
    assertEquals(new MessageType(Method.BINDING, MessageClass.REQUEST), message.type());
    assertEquals(new TransactionId(0xb7e7a701, 0xbc34d686fa87dfaeL), message.id());
    assertEquals(new Username("evtj:h6vY"), message.first(Username.class));
    assertEquals(new Software("STUN test client"), message.first(Software.class));
    assertNotNull(message.first(Fingerprint.class));
  }

  @Test
  void responsesCarryTheAddressOfEachFamily() throws Exception {
    TransportAddress v4 =
        new TransportAddress(IpAddress.of(InetAddress.ofLiteral("192.0.2.1")), 32853);
    TransportAddress v6 =
        new TransportAddress(
            IpAddress.of(InetAddress.ofLiteral("2001:db8:1234:5678:11:2233:4455:6677")), 32853);
    assertEquals(
        new XorMappedAddress(v4),
        Samples.read(Samples.IPV4_RESPONSE.bytes()).first(XorMappedAddress.class));
    assertEquals(
        new XorMappedAddress(v6),
        Samples.read(Samples.IPV6_RESPONSE.bytes()).first(XorMappedAddress.class));
  }

  @Test
  void longTermRequestCarriesNameRealmAndNonce() {
    StunMessage message = Samples.read(Samples.LONG_TERM_REQUEST.bytes());
    assertEquals(
        new Username("\u30de\u30c8\u30ea\u30c3\u30af\u30b9"), message.first(Username.class));
    assertEquals(new Realm("example.org"), message.first(Realm.class));
    assertEquals(new Nonce("f//499k954d6OL34oL9FSTvy64sA"), message.first(Nonce.class));
  }

  @Test
  void theWriterMakesTheSampleResponseAgain() {
    StunWriter writer = new StunWriter(ByteBuffer.allocate(200), new Integrity());
    StunMessage sample = Samples.read(Samples.IPV6_RESPONSE.bytes());
    writer.begin(sample.type(), sample.id());
    writer.add(new Software("test vector")).add(sample.attributes().get(1));
    writer.integrity(Samples.IPV6_RESPONSE.key()).fingerprint();
    // The RFC pads with a space where we pad with zero, so bytes differ; both are read alike.
    ByteBuffer made = writer.finish();
    byte[] bytes = new byte[made.remaining()];
    made.get(bytes);
    assertEquals(Samples.IPV6_RESPONSE.bytes().length, bytes.length);
    StunMessage again = Samples.read(bytes);
    assertEquals(sample.attributes().get(1), again.attributes().get(1));
    assertTrue(new Integrity().holds(again, Samples.IPV6_RESPONSE.key()));
  }
}
