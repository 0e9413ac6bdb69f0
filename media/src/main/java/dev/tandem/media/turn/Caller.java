package dev.tandem.media.turn;

import dev.tandem.media.stun.IntegrityKey;

/// Who sent a request, proved by its integrity.
///
/// @param username of the credential, which stays with an allocation
/// @param subject of the credential, whom quotas count
record Caller(String username, String subject, IntegrityKey key) {
  @Override
  public String toString() {
    return "Caller[redacted]";
  }
}
