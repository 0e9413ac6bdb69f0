package dev.tandem.storage.message;

import java.util.Arrays;
import java.util.Locale;

/// Why a text was held back by us in the moment that it would leave. It failed then under a code of
/// our own; no carrier was given it.
public enum HeldBack {
  /// The person asked for no more texts.
  OPTED_OUT,
  /// They may have, and nobody decided.
  CONSENT_DOUBTFUL,
  /// Its number is not registered for business texts.
  UNREGISTERED;

  /// As it stands with the message.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a message's error code is one of these.
  public static boolean is(String code) {
    return Arrays.stream(values()).anyMatch(it -> it.code().equals(code));
  }
}
