package dev.tandem.media.turn;

import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.PasswordAlgorithm;
import dev.tandem.media.stun.StunMessage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Who sent a request, by a credential of the relay's secret; its keys are made when they are first
/// asked for. Never prints itself.
final class Caller {

  private final TurnSettings settings;
  private final String username;
  private final String subject;
  private @Nullable IntegrityKey md5Key;
  private @Nullable IntegrityKey sha256Key;
  private long second;
  private int proved;

  /// @param username of the credential, which stays with an allocation
  /// @param subject of the credential, whom quotas count
  Caller(TurnSettings settings, String username, String subject) {
    this.settings = settings;
    this.username = username;
    this.subject = subject;
  }

  String username() {
    return username;
  }

  String subject() {
    return subject;
  }

  /// The key that a request and its answer are signed with: by MD5, or by SHA-256 for clients that
  /// choose it.
  IntegrityKey keyFor(StunMessage request) {
    PasswordAlgorithm chosen = request.first(PasswordAlgorithm.class);
    return chosen != null && chosen.algorithm() == PasswordAlgorithm.SHA256 ? sha256() : md5();
  }

  /// Counts a proved request.
  void proved(long now) {
    if (second != secondOf(now)) {
      second = secondOf(now);
      proved = 0;
    }
    proved++;
  }

  /// Whether it proved as many requests in this second as one credential may. Only who has it can
  /// bring that about.
  boolean asksTooMuch(long now) {
    return second == secondOf(now) && proved >= settings.limits().asking().perCredential();
  }

  private static long secondOf(long now) {
    return TimeUnit.NANOSECONDS.toSeconds(now) + 1;
  }

  private IntegrityKey md5() {
    if (md5Key == null) {
      md5Key = IntegrityKey.longTerm(username, settings.realm(), password());
    }
    return md5Key;
  }

  private IntegrityKey sha256() {
    if (sha256Key == null) {
      sha256Key = IntegrityKey.longTermSha256(username, settings.realm(), password());
    }
    return sha256Key;
  }

  private String password() {
    return RelayCredentials.password(settings.secret(), username);
  }

  @Override
  public String toString() {
    return "Caller[redacted]";
  }
}
