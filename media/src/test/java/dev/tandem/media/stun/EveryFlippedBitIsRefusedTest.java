package dev.tandem.media.stun;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// Goal: a protected message with any one bit changed is not accepted. Method: each bit of each RFC
/// 5769 sample is turned; the message must be unreadable or its integrity must not hold.
class EveryFlippedBitIsRefusedTest {

  @Test
  void noBitMayChange() {
    Integrity integrity = new Integrity();
    for (Samples.Sample sample : Samples.ALL) {
      byte[] bytes = sample.bytes();
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        boolean accepted =
            switch (StunParser.parse(ByteBuffer.wrap(bytes))) {
              case Reading.Read(var message) -> integrity.holds(message, sample.key());
              case Reading.Refused(var flaw) -> false;
            };
        assertFalse(accepted, sample.name() + ", bit " + bit);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      }
    }
  }
}
