package dev.tandem.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// Where a page that runs from new to old goes on. Its text is opaque to clients; a text that is
/// none of ours is an `IllegalArgumentException`.
public record Cursor(Instant time, UUID id) {
  /// Before everything: year 9999 is later than any row.
  public static final Cursor START =
      new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1L, -1L));

  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((time + "/" + id).getBytes(US_ASCII));
  }

  public static Cursor parse(String text) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(text), US_ASCII).split("/", 2);
      if (parts.length == 2) {
        return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a cursor of ours", e);
    }
    throw new IllegalArgumentException("not a cursor of ours");
  }
}
