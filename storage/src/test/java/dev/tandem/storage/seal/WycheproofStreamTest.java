package dev.tandem.storage.seal;

import static dev.tandem.storage.seal.Wycheproof.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/// Goal: our streams are c2sp.org/chunked-encryption, so that they can be read by others' programs
/// too. Method: all published cases through the opener; valid ones are sealed again with their salt
/// and must give the same bytes.
final class WycheproofStreamTest {
  private static final int SEALED_CHUNK = StreamSealer.CHUNK + StreamSealer.CHUNK_OVERHEAD;

  @Test
  void published_cases_pass() throws IOException, NoSuchAlgorithmException {
    for (JsonObject test :
        Wycheproof.cases("c2sp_chunked_encryption_aes_256_gcm_test.json", group -> true)) {
      byte[] sealed = inflate(hex(test, "ct"));
      byte[] key = hex(test, "key");
      byte[] context = hex(test, "ctx");
      String comment = test.getInteger("tcId") + " " + test.getString("comment");
      if (!Wycheproof.valid(test)) {
        assertThrows(SealBroken.class, () -> open(key, context, sealed), comment);
        continue;
      }
      byte[] message = open(key, context, sealed);
      assertEquals((int) test.getInteger("msgLength"), message.length, comment);
      assertEquals(
          test.getString("msgSha512"),
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(message)),
          comment);
      assertArrayEquals(
          sealed, seal(key, context, Arrays.copyOf(sealed, StreamKey.SALT), message), comment);
    }
  }

  private static byte[] inflate(byte[] deflated) throws IOException {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return in.readAllBytes();
    }
  }

  private static byte[] seal(byte[] key, byte[] context, byte[] salt, byte[] message) {
    StreamSealer sealer = StreamSealer.start(key, context, salt);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(sealer.header());
    sealer.write(message, (index, chunk) -> out.writeBytes(chunk));
    sealer.finish((index, chunk) -> out.writeBytes(chunk));
    return out.toByteArray();
  }

  private static byte[] open(byte[] key, byte[] context, byte[] sealed) {
    byte[] header = Arrays.copyOf(sealed, Math.min(sealed.length, StreamSealer.HEADER));
    StreamOpener opener = StreamOpener.start(key, header, context);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = StreamSealer.HEADER;
    for (long index = 0; ; index++) {
      byte[] chunk = Arrays.copyOfRange(sealed, at, Math.min(sealed.length, at + SEALED_CHUNK));
      at += chunk.length;
      if (chunk.length < SEALED_CHUNK) {
        out.writeBytes(opener.last(index, chunk));
        return out.toByteArray();
      }
      out.writeBytes(opener.middle(index, chunk));
    }
  }
}
