package dev.tandem.messaging.carrier.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.LineEvent;
import dev.tandem.messaging.carrier.LineEvent.PartReceived;
import dev.tandem.messaging.carrier.LineEvent.ReceiptReceived;
import dev.tandem.messaging.carrier.smpp.SmppAccount.Alphabet;
import dev.tandem.messaging.text.PhoneNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;

/// Goal: receipts and texts are read whichever of the usual ways an SMSC writes them in. Method:
/// deliver_sm PDUs as they are, and what the reader says about each.
class ReceiptIsReadHoweverItIsWrittenTest {
  private static final String WORDS =
      "id:%s sub:001 dlvrd:001 submit date:2611220900 done date:2611220901 stat:%s err:%s text:Hello";

  private static DeliverSm pdu(int esmClass, byte[] octets, OptionalParameter... parameters) {
    DeliverSm pdu = new DeliverSm();
    pdu.setSourceAddr("12025550123");
    pdu.setSourceAddrTon((byte) 1);
    pdu.setDestAddress("12025550100");
    pdu.setEsmClass((byte) esmClass);
    pdu.setShortMessage(octets);
    pdu.setOptionalParameters(parameters);
    return pdu;
  }

  private static Optional<LineEvent> read(DeliverSm pdu) {
    return DeliverSmReader.read(pdu, UUID.randomUUID(), Alphabet.GSM7);
  }

  private static ReceiptReceived receipt(DeliverSm pdu) {
    return (ReceiptReceived) read(pdu).orElseThrow();
  }

  @Test
  void fromItsWords() {
    Map<String, DeliveryState> states =
        Map.of(
            "DELIVRD", DeliveryState.DELIVERED,
            "ENROUTE", DeliveryState.SENT,
            "ACCEPTD", DeliveryState.SENT,
            "EXPIRED", DeliveryState.UNDELIVERED,
            "DELETED", DeliveryState.UNDELIVERED,
            "UNDELIV", DeliveryState.UNDELIVERED,
            "UNKNOWN", DeliveryState.UNDELIVERED,
            "REJECTD", DeliveryState.FAILED);
    states.forEach(
        (word, state) -> {
          ReceiptReceived read =
              receipt(pdu(0x04, WORDS.formatted("abc-1", word, "021").getBytes(US_ASCII)));
          assertEquals(state, read.state(), word);
          assertEquals("abc-1", read.spellings().getFirst());
          assertEquals(new PhoneNumber("+12025550100"), read.from());
          assertEquals(new PhoneNumber("+12025550123"), read.to());
          boolean failed = state == DeliveryState.UNDELIVERED || state == DeliveryState.FAILED;
          assertEquals(
              failed ? Optional.of(word + " 021") : Optional.empty(),
              read.error().map(CarrierError::code));
        });
  }

  @Test
  void fromItsParametersWhichCountMoreThanItsWords() {
    ReceiptReceived read =
        receipt(
            pdu(
                0x00,
                WORDS.formatted("2731", "UNDELIV", "000").getBytes(US_ASCII),
                new OptionalParameter.Receipted_message_id("0AAB"),
                new OptionalParameter.Message_state((byte) 2)));
    assertEquals(DeliveryState.DELIVERED, read.state());
    assertEquals("0AAB", read.spellings().getFirst());
  }

  @Test
  void anIdInDecimalIsTheOneInHexadecimal() {
    assertTrue(MessageIds.spellings("161").contains("000000A1"));
    assertTrue(MessageIds.spellings("0000000161").contains("a1"));
    assertTrue(MessageIds.spellings("000000A1").contains("161"));
    assertTrue(MessageIds.spellings("A1").contains("0000000161"));
    assertEquals("x-9", MessageIds.spellings("x-9").getFirst());
    assertEquals(1, MessageIds.spellings("12345678901234567890").size());
  }

  @Test
  void whatSaysNothingIsNotRead() {
    assertEquals(Optional.empty(), read(pdu(0x04, "hello".getBytes(US_ASCII))));
    assertEquals(
        Optional.empty(), read(pdu(0x04, WORDS.formatted("1", "NEWWORD", "0").getBytes(US_ASCII))));
    DeliverSm nowhere = pdu(0x00, "hello".getBytes(US_ASCII));
    nowhere.setDestAddress("");
    assertEquals(Optional.empty(), read(nowhere));
  }

  @Test
  void piecesAreKnownByTheirHeadersOrParameters() {
    PartReceived small =
        (PartReceived) read(pdu(0x40, new byte[] {5, 0, 3, 9, 3, 2, 'h', 'i'})).orElseThrow();
    assertEquals(List.of(9, 3, 2), List.of(small.reference(), small.total(), small.place()));
    assertEquals("hi", small.text());
    PartReceived large =
        (PartReceived) read(pdu(0x40, new byte[] {6, 8, 4, 1, 9, 2, 1, 'h', 'i'})).orElseThrow();
    assertEquals(List.of(265, 2, 1), List.of(large.reference(), large.total(), large.place()));
    PartReceived sar =
        (PartReceived)
            read(pdu(
                    0x00,
                    new byte[] {'h', 'i'},
                    new OptionalParameter.Sar_msg_ref_num((short) -1),
                    new OptionalParameter.Sar_total_segments((byte) 2),
                    new OptionalParameter.Sar_segment_seqnum((byte) 2)))
                .orElseThrow();
    assertEquals(List.of(65535, 2, 2), List.of(sar.reference(), sar.total(), sar.place()));
  }

  @Test
  void headersThatLieAreNoTexts() {
    assertEquals(Optional.empty(), read(pdu(0x40, new byte[] {9, 0, 3, 1})));
    PartReceived zeroth =
        (PartReceived) read(pdu(0x40, new byte[] {5, 0, 3, 9, 3, 0, 'h'})).orElseThrow();
    assertEquals(1, zeroth.total());
    DeliverSm data = pdu(0x00, new byte[] {1, 2, 3});
    data.setDataCoding((byte) 0x04);
    assertEquals(Optional.empty(), read(data));
  }
}
