package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Goal: credentials have the TURN REST form that other relays take too, and end when they say.
/// Method: a value computed with OpenSSL, and the edges of time and length.
class RelayCredentialsTest {

  private static final SharedSecret SECRET =
      SharedSecret.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

  @Test
  void knownAnswer() {
    // printf %s 1800000000:alice | openssl dgst -sha1 -hmac 0123456789abcdef -binary | base64
    RelayCredentials.Issued issued =
        RelayCredentials.issue(SECRET, "alice", Instant.ofEpochSecond(1_800_000_000L, 5));
    assertEquals("1800000000:alice", issued.username());
    assertEquals("+rXZj0RolTYZDjQ6cXK9dQ6j1qw=", issued.credential());
    assertEquals(Instant.ofEpochSecond(1_800_000_000L), issued.expires());
    assertFalse(issued.toString().contains(issued.credential()));
  }

  @Test
  void subjectMayHoldColonsAndTimeEndsIt() {
    Instant end = Instant.ofEpochSecond(1_800_000_000L);
    String name = RelayCredentials.issue(SECRET, "ws:member:device", end).username();
    RelayCredentials.Verdict before = RelayCredentials.verify(name, end.minusMillis(1));
    assertEquals(
        "ws:member:device",
        assertInstanceOf(RelayCredentials.Verdict.Good.class, before).subject());
    assertInstanceOf(RelayCredentials.Verdict.Refused.class, RelayCredentials.verify(name, end));
  }

  @Test
  void whatCannotBeIssued() {
    assertThrows(
        IllegalArgumentException.class, () -> RelayCredentials.issue(SECRET, "", Instant.EPOCH));
    assertThrows(
        IllegalArgumentException.class,
        () -> RelayCredentials.issue(SECRET, "x".repeat(129), Instant.EPOCH));
    assertThrows(IllegalArgumentException.class, () -> SharedSecret.of(new byte[15]));
    assertFalse(SECRET.toString().contains("0123"));
  }
}
