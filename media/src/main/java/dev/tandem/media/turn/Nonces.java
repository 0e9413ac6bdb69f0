package dev.tandem.media.turn;

import dev.tandem.media.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Nonces that the server need not remember, so that a flood of strangers costs no memory.
///
/// ```
///                 0      3              10 bytes, in base64 14 characters
/// +-------------+------+---------------+
/// | features    | time | HMAC-SHA256,  |
/// | 13 or 0     |      | cut           |
/// | characters  |      |               |
/// +-------------+------+---------------+
/// ```
///
/// The features are the *nonce cookie* of RFC 8489 section 9.2: a client that sees it knows that
/// algorithms were offered, even if somebody took them out on the way. The time is in seconds of
/// the machine's own clock; the HMAC covers it, the features and the client's address, with a key
/// that nobody else has and that a restart forgets. Short, because the answer to a stranger may not
/// be long: 56 bits, to be guessed within the hour over the network only.
final class Nonces {

  /// "obMatJos2", and 24 bits of which bit 0 says that PASSWORD-ALGORITHMS is offered.
  private static final String ALGORITHMS_OFFERED = "obMatJos2AAAB";

  private static final int TIME_BYTES = 3;
  private static final int TIME_MASK = 0xffffff;
  private static final int BYTES = 10;

  private final Mac mac;
  private final int seconds;

  Nonces(byte[] key, int seconds) {
    this.seconds = seconds;
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("Every Java platform has HmacSHA256, which takes any key", e);
    }
  }

  /// A nonce for that client from now on.
  ///
  /// @param algorithms whether its answer offers algorithms
  String issue(long now, TransportAddress client, boolean algorithms) {
    String own =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(made(secondsOf(now), client, algorithms));
    return algorithms ? ALGORITHMS_OFFERED + own : own;
  }

  /// Whether the nonce came with an offer of algorithms.
  static boolean offersAlgorithms(String nonce) {
    return nonce.startsWith(ALGORITHMS_OFFERED);
  }

  /// Whether the nonce is one of ours for that client, and not too old.
  boolean fresh(long now, TransportAddress client, String nonce) {
    boolean algorithms = offersAlgorithms(nonce);
    String own = algorithms ? nonce.substring(ALGORITHMS_OFFERED.length()) : nonce;
    byte[] given;
    try {
      given = Base64.getUrlDecoder().decode(own.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (given.length != BYTES) {
      return false;
    }
    int time = ByteBuffer.wrap(given).getInt() >>> 8;
    int age = (secondsOf(now) - time) & TIME_MASK;
    return age < seconds && MessageDigest.isEqual(made(time, client, algorithms), given);
  }

  private byte[] made(int time, TransportAddress client, boolean algorithms) {
    ByteBuffer nonce = ByteBuffer.allocate(BYTES).putInt(time << 8).position(TIME_BYTES);
    mac.update(nonce.array(), 0, TIME_BYTES);
    mac.update(client.ip().bytes());
    mac.update(ByteBuffer.allocate(4).putInt(client.port()).flip());
    mac.update((byte) (algorithms ? 1 : 0));
    nonce.put(mac.doFinal(), 0, BYTES - TIME_BYTES);
    return nonce.array();
  }

  private static int secondsOf(long now) {
    return (int) TimeUnit.NANOSECONDS.toSeconds(now) & TIME_MASK;
  }
}
