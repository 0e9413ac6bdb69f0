package dev.tandem.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: whatever comes from the network, the parser answers and never throws. Method: seeded
/// random bytes, random bytes behind a valid header, and samples with random changes.
class RandomBytesNeverEscapeTheParserTest {

  private static final int INPUTS = 300_000;

  @Test
  void anyBytesAreReadOrRefused() {
    long seed = Long.getLong("tandem.seed", 20_260_721L);
    Random random = new Random(seed);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] bytes =
          switch (i % 3) {
            case 0 -> noise(random);
            case 1 -> headed(random);
            default -> mutated(random);
          };
      try {
        if (StunParser.parse(ByteBuffer.wrap(bytes)) instanceof Reading.Read(var message)) {
          read++;
          assertEquals(bytes.length, message.size());
          message.unknownRequired();
          new Integrity().holds(message, Samples.REQUEST.key());
        }
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", input " + i, e);
      }
    }
    assertTrue(read > INPUTS / 20, "the inputs reach the attributes: " + read);
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// A good header, then attributes of known types with random lengths and values.
  private static byte[] headed(Random random) {
    int[] types = {
      0x06, 0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x20,
      0x22, 0x8022, 0x8028, 0x7000, 0x1c
    };
    ByteBuffer out = ByteBuffer.allocate(400);
    out.putShort((short) new MessageType(Method.ALLOCATE, MessageClass.REQUEST).code());
    out.putShort((short) 0).putInt(StunMessage.MAGIC_COOKIE).putInt(1).putLong(2);
    for (int n = random.nextInt(5); n > 0; n--) {
      int length = random.nextInt(24);
      byte[] value = new byte[(length + 3) & ~3];
      random.nextBytes(value);
      out.putShort((short) types[random.nextInt(types.length)]);
      out.putShort((short) (random.nextInt(20) == 0 ? random.nextInt(70_000) : length));
      out.put(value);
    }
    out.putShort(2, (short) (out.position() - 20));
    byte[] bytes = new byte[out.position()];
    out.get(0, bytes);
    return bytes;
  }

  private static byte[] mutated(Random random) {
    List<Samples.Sample> samples = Samples.ALL;
    byte[] bytes = samples.get(random.nextInt(samples.size())).bytes();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
