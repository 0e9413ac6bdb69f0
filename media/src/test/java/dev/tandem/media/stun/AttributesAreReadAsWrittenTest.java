package dev.tandem.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: each attribute reads what it writes, and refuses a length that its RFC does not give it.
/// Method: round trips through writer and parser, and values of wrong lengths and families.
class AttributesAreReadAsWrittenTest {

  private static final TransactionId ID = new TransactionId(0x01020304, 0x05060708090a0b0cL);

  @Test
  void roundTrip() {
    TransportAddress v4 = new TransportAddress(IpAddress.v4(0xC0000201), 65535);
    TransportAddress v6 = new TransportAddress(IpAddress.v6(0x20010db8_00000000L, 7), 1);
    List<Attribute> all =
        List.of(
            new AdditionalAddressFamily(2),
            AddressErrorCode.of(Family.IPV6, StunError.INSUFFICIENT_CAPACITY),
            new ChannelNumber(0x7FFE),
            new DontFragment(),
            new ErrorCode(438, "Stale Nonce"),
            new ErrorCode(400, ""),
            new EvenPort(true),
            new EvenPort(false),
            new Icmp(3, 4, 1_280),
            new Icmp(0x7f, 0x1ff, -1),
            new Lifetime(0xffff_ffffL),
            new MobilityTicket(),
            new MobilityTicket(new byte[] {1, 2, 3}),
            new Nonce("n"),
            new Realm("tandem"),
            new RequestedAddressFamily(2),
            new RequestedTransport(17),
            new ReservationToken(-1),
            new Software("a name"),
            new UnknownAttributes(List.of(0x7000, 0x7001, 0x7002)),
            new Username("1:a"),
            new XorMappedAddress(v4),
            new XorPeerAddress(v6),
            new XorRelayedAddress(v4));
    StunWriter writer = new StunWriter(ByteBuffer.allocate(1024), new Integrity());
    writer.begin(new MessageType(Method.ALLOCATE, MessageClass.SUCCESS), ID);
    all.forEach(writer::add);
    ByteBuffer message = writer.fingerprint().finish();
    Reading.Read read = assertInstanceOf(Reading.Read.class, StunParser.parse(message));
    assertEquals(all, read.message().attributes().subList(0, all.size()));
    assertEquals(List.of(), read.message().unknownRequired());
  }

  @Test
  void everyTypeSurvivesItsCode() {
    for (Method method : Method.values()) {
      for (MessageClass kind : MessageClass.values()) {
        MessageType type = new MessageType(method, kind);
        assertEquals(type, MessageType.ofCode(type.code()));
      }
    }
    assertEquals(0x0017, new MessageType(Method.DATA, MessageClass.INDICATION).code());
    assertEquals(0x0118, new MessageType(Method.CREATE_PERMISSION, MessageClass.ERROR).code());
    assertNull(MessageType.ofCode(0x0002), "the Shared Secret method is gone since RFC 5389");
  }

  /// Type and value in hexadecimal.
  @ParameterizedTest
  @CsvSource({
    "0008, 0000000000000000", // MESSAGE-INTEGRITY of 8 bytes
    "0009, 000004", // ERROR-CODE without a number
    "0009, 00000701", // class 7
    "000A, 7000ff", // half a type
    "000C, 4000", // CHANNEL-NUMBER of 2 bytes
    "000D, 0000025800", // LIFETIME of 5 bytes
    "0012, 0003000000000000", // family 3
    "0012, 0002000000000000", // IPv6 with four bytes
    "0012, 00", // too short to have a family
    "001A, 00000000", // DONT-FRAGMENT with a value
    "8000, 02", // ADDITIONAL-ADDRESS-FAMILY of 1 byte
    "8001, 03000428", // ADDRESS-ERROR-CODE of family 3
    "8004, 00000603", // ICMP without its data
    "0017, 01", // REQUESTED-ADDRESS-FAMILY of 1 byte
    "0018, 8000", // EVEN-PORT of 2 bytes
    "0019, 11", // REQUESTED-TRANSPORT of 1 byte
    "0022, 00000000", // RESERVATION-TOKEN of 4 bytes
    "0006, ff", // USERNAME that is not UTF-8
    "0014, c0af", // REALM with an overlong encoding
  })
  void wrongValuesAreMalformed(String type, String value) {
    byte[] bytes = HexFormat.of().parseHex(value);
    Attribute read = Attribute.read(Integer.parseInt(type, 16), ByteBuffer.wrap(bytes), ID);
    assertEquals(new MalformedAttribute(Integer.parseInt(type, 16)), read);
  }

  @Test
  void onlyTheFirstOfTwoCounts() {
    StunWriter writer = new StunWriter(ByteBuffer.allocate(1024), new Integrity());
    writer.begin(new MessageType(Method.REFRESH, MessageClass.REQUEST), ID);
    ByteBuffer message = writer.add(new Lifetime(1)).add(new Lifetime(2)).finish();
    StunMessage read = ((Reading.Read) StunParser.parse(message)).message();
    assertEquals(new Lifetime(1), read.first(Lifetime.class));
  }

  @Test
  void unknownTypesAreToldOnceAndOnlyWhenTheyMatter() {
    StunWriter writer = new StunWriter(ByteBuffer.allocate(1024), new Integrity());
    writer.begin(new MessageType(Method.BINDING, MessageClass.REQUEST), ID);
    for (int type : new int[] {0x7001, 0x7001, 0x8055, 0x0024}) {
      writer.add(new UnknownAttribute(type));
    }
    StunMessage read = ((Reading.Read) StunParser.parse(writer.finish())).message();
    assertEquals(List.of(0x7001, 0x0024), read.unknownRequired());
  }

  @Test
  void secretsDoNotPrintThemselves() {
    assertTrue(!new Username("1:alice").toString().contains("alice"));
    assertTrue(!new MobilityTicket(new byte[] {77}).toString().contains("77"));
    assertTrue(!IntegrityKey.shortTerm("swordfish").toString().contains("swordfish"));
  }
}
