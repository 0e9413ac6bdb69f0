package dev.tandem.messaging.carrier.smpp;

import dev.tandem.messaging.carrier.LineEvent;
import dev.tandem.messaging.carrier.LineEvent.PartReceived;
import dev.tandem.messaging.carrier.smpp.SmppAccount.Alphabet;
import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.OctetString;
import org.jsmpp.bean.OptionalParameter.Tag;

/// Reads a deliver_sm (section 4.6): a piece of a text, or a receipt. Pure.
final class DeliverSmReader {
  private static final byte ALPHANUMERIC = 5;

  /// Where a piece stands in its text.
  private record Place(int reference, int total, int place) {
    static final Place WHOLE = new Place(0, 1, 1);

    /// A place that makes no sense is none: then the piece is a text of its own.
    static Place of(int reference, int total, int place) {
      return place >= 1 && place <= total ? new Place(reference, total, place) : WHOLE;
    }
  }

  private DeliverSmReader() {}

  /// Empty when it is neither, or its ends are no numbers.
  static Optional<LineEvent> read(DeliverSm pdu, UUID session, Alphabet alphabet) {
    Optional<PhoneNumber> ours = number(pdu.getDestAddress());
    if (ours.isEmpty()) {
      return Optional.empty();
    }
    boolean receipt =
        pdu.isSmscDeliveryReceipt()
            || pdu.isIntermediateDeliveryNotification()
            || pdu.getOptionalParameter(Tag.RECEIPTED_MESSAGE_ID.code()) != null;
    if (receipt) {
      return number(pdu.getSourceAddr())
          .flatMap(theirs -> ReceiptReader.read(pdu, ours.get(), theirs));
    }
    return party(pdu, ours.get()).flatMap(from -> part(pdu, session, from, ours.get(), alphabet));
  }

  /// The text's octets, from short_message or message_payload; a user data header included.
  static byte[] octets(DeliverSm pdu) {
    byte[] words = pdu.getShortMessage();
    if (words != null && words.length > 0) {
      return words;
    }
    OptionalParameter payload = pdu.getOptionalParameter(Tag.MESSAGE_PAYLOAD.code());
    return payload instanceof OctetString octets ? octets.getValue() : new byte[0];
  }

  private static Optional<LineEvent> part(
      DeliverSm pdu, UUID session, Party from, PhoneNumber to, Alphabet alphabet) {
    byte[] octets = octets(pdu);
    Place place = sar(pdu);
    if (pdu.isUdhi() && octets.length > 0) {
      int end = 1 + (octets[0] & 0xff);
      if (end > octets.length) {
        return Optional.empty();
      }
      place = header(ByteBuffer.wrap(octets, 1, end - 1), place);
      octets = Arrays.copyOfRange(octets, end, octets.length);
    }
    Place at = place;
    return DataCodingScheme.read(octets, pdu.getDataCoding(), alphabet)
        .map(
            text ->
                new PartReceived(session, from, to, at.reference(), at.total(), at.place(), text));
  }

  /// Concatenation with an 8-bit or a 16-bit reference (3GPP TS 23.040 section 9.2.3.24).
  private static Place header(ByteBuffer header, Place otherwise) {
    Place place = otherwise;
    while (header.remaining() >= 2) {
      int element = header.get();
      int length = Math.min(header.get() & 0xff, header.remaining());
      ByteBuffer value = header.slice(header.position(), length);
      header.position(header.position() + length);
      if (element == 0x00 && length == 3) {
        place = Place.of(value.get() & 0xff, value.get() & 0xff, value.get() & 0xff);
      } else if (element == 0x08 && length == 4) {
        place = Place.of(value.getShort() & 0xffff, value.get() & 0xff, value.get() & 0xff);
      }
    }
    return place;
  }

  private static Place sar(DeliverSm pdu) {
    OptionalParameter reference = pdu.getOptionalParameter(Tag.SAR_MSG_REF_NUM.code());
    OptionalParameter total = pdu.getOptionalParameter(Tag.SAR_TOTAL_SEGMENTS.code());
    OptionalParameter place = pdu.getOptionalParameter(Tag.SAR_SEGMENT_SEQNUM.code());
    return reference instanceof OptionalParameter.Short ref
            && total instanceof OptionalParameter.Byte all
            && place instanceof OptionalParameter.Byte one
        ? Place.of(ref.getValue() & 0xffff, all.getValue() & 0xff, one.getValue() & 0xff)
        : Place.WHOLE;
  }

  /// SMSCs write numbers of ours without the plus, whatever the type of number says.
  private static Optional<PhoneNumber> number(String address) {
    return PhoneNumber.parse(address.startsWith("+") ? address : "+" + address);
  }

  private static Optional<Party> party(DeliverSm pdu, PhoneNumber ours) {
    String address = pdu.getSourceAddr();
    if (pdu.getSourceAddrTon() == ALPHANUMERIC) {
      return Party.parse(address);
    }
    boolean international = pdu.getSourceAddrTon() == 1 || address.length() > 8;
    Optional<Party> number =
        (international ? number(address) : Optional.<PhoneNumber>empty()).map(Party.class::cast);
    return number
        .or(() -> Party.parse(address))
        .or(() -> PhoneNumber.parseNear(address, ours).map(Party.class::cast));
  }
}
