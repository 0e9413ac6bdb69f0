package dev.tandem.gateway.edge.json;

import dev.tandem.storage.message.Direction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Small values as the interface writes them.
public final class Words {
  private Words() {}

  /// RFC 3339 in UTC, to the millisecond.
  public static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  public static @Nullable String time(Optional<Instant> instant) {
    return instant.map(Words::time).orElse(null);
  }

  public static @Nullable String id(Optional<UUID> id) {
    return id.map(UUID::toString).orElse(null);
  }

  /// The constant's name in lower case.
  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// As seen from the workspace.
  public static String of(Direction direction) {
    return switch (direction) {
      case IN -> "inbound";
      case OUT -> "outbound";
    };
  }
}
