package dev.tandem.gateway.edge.dav;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two versions of vCard that are spoken: 3.0 (RFC 2426), which every client understands and
/// which is meant where none is named, and 4.0 (RFC 6350).
enum CardVersion {
  V3("3.0"),
  V4("4.0");

  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*version\\s*=\\s*\"?([0-9.]+)\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern QUALITY =
      Pattern.compile(";\\s*q\\s*=\\s*([01](?:\\.\\d{0,3})?)", Pattern.CASE_INSENSITIVE);

  private final String number;

  CardVersion(String number) {
    this.number = number;
  }

  String number() {
    return number;
  }

  /// The media type of a card in this version.
  String mediaType() {
    return this == V3 ? "text/vcard; charset=utf-8" : "text/vcard; charset=utf-8; version=4.0";
  }

  static Optional<CardVersion> of(String number) {
    return Arrays.stream(values()).filter(it -> it.number.equals(number)).findFirst();
  }

  /// What an `Accept` field prefers (RFC 9110 section 12.5.1); empty when it takes no vCard that we
  /// speak.
  static Optional<CardVersion> accepted(Optional<String> field) {
    if (field.isEmpty() || field.get().isBlank()) {
      return Optional.of(V3);
    }
    double best = 0;
    Optional<CardVersion> chosen = Optional.empty();
    for (String range : field.get().split(",", -1)) {
      Optional<CardVersion> version = inRange(range);
      double quality = quality(range);
      if (version.isPresent() && quality > best) {
        best = quality;
        chosen = version;
      }
    }
    return chosen;
  }

  private static Optional<CardVersion> inRange(String range) {
    String type = range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    Matcher version = PARAMETER.matcher(range);
    return switch (type) {
      case "text/vcard" -> version.find() ? of(version.group(1)) : Optional.of(V3);
      case "text/x-vcard", "text/directory", "text/*", "*/*" -> Optional.of(V3);
      default -> Optional.empty();
    };
  }

  private static double quality(String range) {
    Matcher quality = QUALITY.matcher(range);
    return quality.find() ? Double.parseDouble(quality.group(1)) : 1;
  }
}
