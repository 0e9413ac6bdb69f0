package dev.tandem.gateway.edge.dav;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Entity tags and the conditions on them (RFC 9110 sections 8.8.3 and 13.1). Ours are strong: the
/// address book's count of changes, so that no two states of a workspace's cards share one.
///
/// What clients and proxies are known to do to them is forgiven: quotes left out, single quotes, a
/// `W/` that a compressing proxy put before, or the `-gzip` it put behind. The number is still the
/// right one.
final class EntityTags {
  private static final Pattern FORGIVEN =
      Pattern.compile("(?:[Ww]/)?[\"']?([0-9a-f]{1,16})(?:[-;](?:gzip|br|zstd|deflate))?[\"']?");

  private EntityTags() {}

  /// The tag of the state that the count `seq` names.
  static String of(long seq) {
    return "\"" + Long.toHexString(seq) + "\"";
  }

  /// Whether `If-Match` and `If-None-Match` allow a change of what has the tag of `seq` now, or is
  /// not there.
  static boolean allow(Optional<String> ifMatch, Optional<String> ifNoneMatch, Optional<Long> seq) {
    return ifMatch.filter(field -> !names(field, seq)).isEmpty()
        && ifNoneMatch.filter(field -> names(field, seq)).isEmpty();
  }

  /// Whether `field` names the state that is there: `*` any, else one of its tags.
  static boolean names(String field, Optional<Long> seq) {
    if (seq.isEmpty()) {
      return false;
    }
    return field.strip().equals("*") || tags(field).contains(Long.toHexString(seq.get()));
  }

  private static List<String> tags(String field) {
    return Arrays.stream(field.split(",", -1))
        .map(String::strip)
        .map(FORGIVEN::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(match -> match.group(1))
        .toList();
  }
}
