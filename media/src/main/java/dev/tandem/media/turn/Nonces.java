package dev.tandem.media.turn;

import dev.tandem.media.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Nonces that the server need not remember, so that a flood of strangers costs no memory.
///
/// ```
///  0       4                        18 bytes, in base64 24 characters
/// +-------+--------------------------+
/// | time  | HMAC-SHA256, cut         |
/// +-------+--------------------------+
/// ```
///
/// The time is in seconds of the machine's own clock; the HMAC covers it and the client's address,
/// with a key that nobody else has and that a restart forgets. Short, because the answer to a
/// stranger may not be long.
final class Nonces {

  private static final int TIME_BYTES = 4;
  private static final int BYTES = 18;

  private final Mac mac;
  private final int seconds;

  Nonces(RandomGenerator random, int seconds) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    this.seconds = seconds;
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("Every Java platform has HmacSHA256, which takes any key", e);
    }
  }

  /// A nonce for that client from now on.
  String issue(long now, TransportAddress client) {
    return Base64.getUrlEncoder().encodeToString(made(secondsOf(now), client));
  }

  /// Whether the nonce is one of ours for that client, and not too old.
  boolean fresh(long now, TransportAddress client, String nonce) {
    byte[] given;
    try {
      given = Base64.getUrlDecoder().decode(nonce.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (given.length != BYTES) {
      return false;
    }
    int time = ByteBuffer.wrap(given).getInt();
    int age = secondsOf(now) - time;
    return age >= 0 && age < seconds && MessageDigest.isEqual(made(time, client), given);
  }

  private byte[] made(int time, TransportAddress client) {
    ByteBuffer nonce = ByteBuffer.allocate(BYTES).putInt(time);
    mac.update(nonce.array(), 0, TIME_BYTES);
    mac.update(client.ip().bytes());
    mac.update(ByteBuffer.allocate(4).putInt(client.port()).flip());
    nonce.put(mac.doFinal(), 0, BYTES - TIME_BYTES);
    return nonce.array();
  }

  private static int secondsOf(long now) {
    return (int) TimeUnit.NANOSECONDS.toSeconds(now);
  }
}
