package dev.tandem.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.media.SharedFacts;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// Goal: RFC 7983's table is ours. Method: all 256 first bytes against the shared table, and RTCP
/// by its second byte.
class FirstByteTellsTheProtocolTest {

  @Test
  void allFirstBytes() throws Exception {
    for (Object row : SharedFacts.vectors("stun-rfc7983_demux.json").getJsonArray("table")) {
      JsonObject range = (JsonObject) row;
      String name = range.getString("proto");
      Protocol expected =
          switch (name) {
            case "STUN" -> Protocol.STUN;
            case "ZRTP" -> Protocol.ZRTP;
            case "DTLS" -> Protocol.DTLS;
            case "TURN Channel" -> Protocol.TURN_CHANNEL;
            case "RTP/RTCP" -> Protocol.RTP;
            default -> Protocol.NONE;
          };
      for (int first = range.getJsonArray("first").getInteger(0);
          first <= range.getJsonArray("first").getInteger(1);
          first++) {
        assertEquals(expected, of(first, 0), name + " " + first);
      }
    }
  }

  @Test
  void rtcpByItsSecondByte() {
    assertEquals(Protocol.RTP, of(0x80, 191));
    assertEquals(Protocol.RTCP, of(0x80, 192));
    assertEquals(Protocol.RTCP, of(0x80, 223));
    assertEquals(Protocol.RTP, of(0x80, 224));
    assertEquals(Protocol.RTP, Protocol.of(ByteBuffer.wrap(new byte[] {(byte) 0x80})));
    assertEquals(Protocol.NONE, Protocol.of(ByteBuffer.allocate(0)));
  }

  private static Protocol of(int first, int second) {
    return Protocol.of(ByteBuffer.wrap(new byte[] {(byte) first, (byte) second}));
  }
}
