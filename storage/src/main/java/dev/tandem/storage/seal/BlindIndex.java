package dev.tandem.storage.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;

/// Finds a sealed value by equality without opening anything: HMAC-SHA-256 of the value, cut to 128
/// bits.
///
/// Equal values under one key have equal indexes; that, and nothing else, is what the database
/// learns. Keys differ by workspace and by purpose, so nothing can be joined across either.
public final class BlindIndex {
  public static final int BYTES = 16;

  private final KeyBytes key;

  /// `key` must serve no other end. `purpose` names what is indexed, such as `phone_number`.
  public BlindIndex(KeyBytes key, String purpose) {
    this.key = key.derive("tandem index v1|" + purpose);
  }

  public byte[] of(String value) {
    return of(value.getBytes(UTF_8));
  }

  public byte[] of(byte[] value) {
    return Arrays.copyOf(full(value), BYTES);
  }

  /// Of many values, in their order: the key is set up once.
  public List<byte[]> ofAll(List<String> values) {
    return Ciphers.use(
        ciphers -> {
          Mac mac = ciphers.hmac256(key.bytes());
          List<byte[]> out = new ArrayList<>(values.size());
          for (String value : values) {
            out.add(Arrays.copyOf(mac.doFinal(value.getBytes(UTF_8)), BYTES));
          }
          return out;
        });
  }

  private byte[] full(byte[] value) {
    return Ciphers.use(
        ciphers -> {
          Mac mac = ciphers.hmac256(key.bytes());
          return mac.doFinal(value);
        });
  }
}
