package dev.tandem.media.turn;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// Time-limited names and passwords for a relay, checked without asking anybody.
///
/// The form is the "TURN REST API" one (draft-uberti-behave-turn-rest-00), which coturn and other
/// relays accept too: `username = <Unix seconds of the end>:<subject>`, `password =
/// base64(HMAC-SHA1(secret, username))`.
public final class RelayCredentials {

  private static final int MAX_SUBJECT_BYTES = 128;
  private static final int MAX_DIGITS = 11;

  private RelayCredentials() {}

  /// What a client is given. Its text shows the name and not the password.
  ///
  /// @param expires when new allocations with it are refused; whole seconds
  public record Issued(String username, String credential, Instant expires) {
    @Override
    public String toString() {
      return "Issued[redacted, expires=" + expires + "]";
    }
  }

  /// What a relay makes of a username.
  sealed interface Verdict {

    /// @param subject whom the quotas of [RelayLimits] count
    record Good(String subject) implements Verdict {}

    /// No username of ours, or one whose time is over.
    record Refused() implements Verdict {}
  }

  /// Makes credentials for one subject.
  ///
  /// @param subject an id that reveals nothing about the person, at most 128 bytes; the relay
  ///   counts quotas by it
  public static Issued issue(SharedSecret secret, String subject, Instant expires) {
    if (subject.isEmpty() || subject.getBytes(StandardCharsets.UTF_8).length > MAX_SUBJECT_BYTES) {
      throw new IllegalArgumentException("A subject has 1 to " + MAX_SUBJECT_BYTES + " bytes");
    }
    String username = expires.getEpochSecond() + ":" + subject;
    return new Issued(
        username, password(secret, username), Instant.ofEpochSecond(expires.getEpochSecond()));
  }

  /// Judges a username at that time. Whether the client knows its password, the message's integrity
  /// tells.
  static Verdict verify(String username, Instant now) {
    int colon = username.indexOf(':');
    if (colon < 1 || colon > MAX_DIGITS || colon == username.length() - 1) {
      return new Verdict.Refused();
    }
    long expires = 0;
    for (int i = 0; i < colon; i++) {
      char c = username.charAt(i);
      if (c < '0' || c > '9') {
        return new Verdict.Refused();
      }
      expires = expires * 10 + (c - '0');
    }
    String subject = username.substring(colon + 1);
    if (now.getEpochSecond() >= expires
        || subject.getBytes(StandardCharsets.UTF_8).length > MAX_SUBJECT_BYTES) {
      return new Verdict.Refused();
    }
    return new Verdict.Good(subject);
  }

  /// The password of a username that was issued with that secret.
  static String password(SharedSecret secret, String username) {
    byte[] hmac = secret.hmac(username.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(hmac);
  }
}
