package dev.tandem.media.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The identification header of an Ogg/Opus stream (RFC 7845 section 5.1), channel mapping family
/// 0.
///
/// @param channels 1 or 2
/// @param preSkip samples at 48 kHz that a player drops before the sound begins
/// @param inputRate what the sound was before, for information only
record OpusHead(int channels, int preSkip, int inputRate) {
  private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE = 19;

  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) channels).putShort((short) preSkip).putInt(inputRate);
    out.putShort((short) 0).put((byte) 0);
    return out.array();
  }

  static OpusHead parse(byte[] packet) throws SoundFormatException {
    if (packet.length < SIZE || !Arrays.equals(packet, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new SoundFormatException("the Ogg stream is not Opus");
    }
    ByteBuffer in = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
    if ((in.get(8) & 0xF0) != 0) {
      throw new SoundFormatException("an Ogg/Opus stream of another version");
    }
    int channels = in.get(9);
    if (channels < 1 || channels > 2 || in.get(18) != 0) {
      throw new SoundFormatException("an Ogg/Opus stream of more than two channels");
    }
    return new OpusHead(channels, Short.toUnsignedInt(in.getShort(10)), in.getInt(12));
  }
}
