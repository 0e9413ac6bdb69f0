package dev.tandem.gateway;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where to tell of a weakness (RFC 9116).
final class SecurityContact {
  private static final int VALID_DAYS = 180;

  private SecurityContact() {}

  static String text(String contact, Instant now) {
    Instant expires = now.plus(VALID_DAYS, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
    return """
        Contact: %s
        Expires: %s
        Preferred-Languages: en
        """
        .formatted(contact, expires);
  }
}
