package dev.tandem.gateway.relay;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a control request must answer, so that one that was recorded says nothing a second time,
/// here or at another relay or after a restart: a number of this process, the time by its own
/// monotonic clock, and a check that it gave them out. Nothing is kept of a challenge until it was
/// answered rightly; then it is remembered as used until its time is over.
///
/// One thread at a time uses an instance.
final class Challenges {
  /// How long a challenge may be answered.
  static final Duration LIFE = Duration.ofSeconds(30);

  /// Challenges answered within [#LIFE]; more are not taken until some are over.
  static final int USED = 10_000;

  private static final int CHECK_DIGITS = 32;

  private final ControlSeal seal;
  private final String process;
  private final Map<String, Long> used = new LinkedHashMap<>();

  /// @param seal of a key that only this process has
  Challenges(ControlSeal seal, SecureRandom random) {
    this.seal = seal;
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    process = HexFormat.of().formatHex(bytes);
  }

  /// Names this start of this process.
  String process() {
    return process;
  }

  /// A challenge at `now`, in monotonic nanoseconds.
  String next(long now, long random) {
    String head = process + "." + now + "." + HexFormat.of().toHexDigits(random);
    return head + "." + check(head);
  }

  /// Whether `challenge` is one of ours, still good at `now` and not used.
  boolean good(long now, String challenge) {
    int dot = challenge.lastIndexOf('.');
    if (dot < 0 || challenge.length() > 200) {
      return false;
    }
    String head = challenge.substring(0, dot);
    if (!check(head).equals(challenge.substring(dot + 1)) || !head.startsWith(process + ".")) {
      return false;
    }
    long given = Long.parseLong(head.substring(process.length() + 1, head.lastIndexOf('.')));
    forget(now);
    return now - given <= LIFE.toNanos() && !used.containsKey(challenge) && used.size() < USED;
  }

  /// Notes that it was answered rightly.
  void use(long now, String challenge) {
    used.put(challenge, now);
  }

  private void forget(long now) {
    Iterator<Long> ages = used.values().iterator();
    while (ages.hasNext() && now - ages.next() > LIFE.toNanos()) {
      ages.remove();
    }
  }

  private String check(String head) {
    return seal.proof(head, new byte[0]).substring(0, CHECK_DIGITS);
  }
}
