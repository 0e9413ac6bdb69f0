package dev.tandem.media.turn;

import dev.tandem.media.stun.Data;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.MessageType;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorPeerAddress;
import java.nio.ByteBuffer;

/// A peer's packet for a client without a channel (RFC 8656 section 11.3), framed in place.
///
/// ```
///  before:  |<-- headroom -->| payload        |tail|
///  after:       |header|XOR-PEER-ADDRESS|DATA | payload |pad|
/// ```
final class DataIndication {

  private static final int TYPE = new MessageType(Method.DATA, MessageClass.INDICATION).code();
  private static final int ATTRIBUTE_HEADER = 4;

  private DataIndication() {}

  /// Puts the frame around the payload between the buffer's position and limit, and moves both.
  /// Needs [TurnServer#HEADROOM] bytes before and [TurnServer#TAILROOM] behind.
  static void frame(ByteBuffer payload, TransportAddress peer, TransactionId id) {
    int length = payload.remaining();
    int addressLength = 4 + peer.ip().family().bytes();
    int padding = -length & 3;
    int start =
        payload.position()
            - ATTRIBUTE_HEADER
            - addressLength
            - ATTRIBUTE_HEADER
            - StunMessage.HEADER_BYTES;
    int end = payload.limit() + padding;
    payload.limit(end).position(end - padding);
    for (int i = 0; i < padding; i++) {
      payload.put((byte) 0);
    }
    payload.position(start);
    payload.putShort((short) TYPE);
    payload.putShort((short) (end - start - StunMessage.HEADER_BYTES));
    payload.putInt(StunMessage.MAGIC_COOKIE);
    payload.putInt(id.high()).putLong(id.low());
    payload.putShort((short) XorPeerAddress.TYPE).putShort((short) addressLength);
    new XorPeerAddress(peer).writeValue(payload, id);
    payload.putShort((short) Data.TYPE).putShort((short) length);
    payload.position(start);
  }
}
