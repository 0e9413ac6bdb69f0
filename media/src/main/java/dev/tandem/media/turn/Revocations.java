package dev.tandem.media.turn;

import java.util.LinkedHashSet;

/// Subjects whose credentials no longer count, though their time is not over. The newest are
/// remembered; a credential lives for hours, and nobody revokes thousands of devices in that time.
final class Revocations {

  private static final int REMEMBERED = 10_000;

  private final LinkedHashSet<String> subjects = new LinkedHashSet<>();

  void add(String subject) {
    subjects.remove(subject);
    subjects.add(subject);
    if (subjects.size() > REMEMBERED) {
      subjects.removeFirst();
    }
  }

  /// Whether the subject, its member or its workspace was revoked.
  boolean cover(String subject) {
    if (subjects.isEmpty()) {
      return false;
    }
    for (String name : Quotas.names(subject)) {
      if (subjects.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
