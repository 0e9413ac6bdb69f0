package dev.tandem.media.turn;

import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.PasswordAlgorithm;
import dev.tandem.media.stun.StunMessage;

/// Who sent a request, proved by its integrity.
///
/// @param username of the credential, which stays with an allocation
/// @param subject of the credential, whom quotas count
/// @param md5Key the key of clients that choose no algorithm
/// @param sha256Key the key of those that choose SHA-256
record Caller(String username, String subject, IntegrityKey md5Key, IntegrityKey sha256Key) {

  /// The key that a request and its answer are signed with.
  IntegrityKey keyFor(StunMessage request) {
    PasswordAlgorithm chosen = request.first(PasswordAlgorithm.class);
    return chosen != null && chosen.algorithm() == PasswordAlgorithm.SHA256 ? sha256Key : md5Key;
  }

  @Override
  public String toString() {
    return "Caller[redacted]";
  }
}
