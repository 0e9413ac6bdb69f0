package dev.tandem.gateway.edge.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A part of a sound that a client asks for (RFC 9110 section 14). One range is honoured; several,
/// another unit, or one that ends before it begins, are answered with the whole, as the RFC wants.
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /// The range that `field` asks for; empty for the whole.
  ///
  /// @throws Refusal with [ProblemCode#RANGE_NOT_SATISFIABLE]
  static Optional<ByteRange> of(@Nullable String field, long length) {
    if (field == null) {
      return Optional.empty();
    }
    Matcher one = ONE.matcher(field);
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return Optional.empty();
    }
    long first;
    long last = length - 1;
    if (one.group(1).isEmpty()) {
      first = Math.max(0, length - Long.parseLong(one.group(2)));
    } else {
      first = Long.parseLong(one.group(1));
      if (!one.group(2).isEmpty()) {
        last = Math.min(last, Long.parseLong(one.group(2)));
      }
    }
    if (!one.group(2).isEmpty() && last < first && first < length) {
      return Optional.empty();
    }
    if (first >= length) {
      throw Refusal.unsatisfiable(length);
    }
    return Optional.of(new ByteRange(first, last));
  }

  long length() {
    return last - first + 1;
  }

  String contentRange(long whole) {
    return "bytes " + first + "-" + last + "/" + whole;
  }
}
