package dev.tandem.gateway.edge.http;

import dev.tandem.storage.seal.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The cookie that keeps a browser signed in. Its `__Host-` name makes browsers insist on Secure,
/// this host and path `/` (RFC 6265bis section 4.1.3.2).
public final class SessionCookie {
  /// The cookie's name.
  public static final String NAME = "__Host-tandem";

  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

  private SessionCookie() {}

  /// The token in the `Cookie` fields of a request; two of them are none.
  public static Optional<String> of(List<String> fields) {
    List<String> found =
        fields.stream()
            .flatMap(field -> java.util.Arrays.stream(field.split(";")))
            .map(String::strip)
            .filter(pair -> pair.startsWith(NAME + "="))
            .map(pair -> pair.substring(NAME.length() + 1))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /// The `Set-Cookie` that keeps `token` for `life`.
  static String keep(Secret<String> token, Duration life) {
    return NAME + "=" + token.reveal() + ATTRIBUTES + "; Max-Age=" + life.toSeconds();
  }

  /// The `Set-Cookie` that removes it.
  static String remove() {
    return NAME + "=" + ATTRIBUTES + "; Max-Age=0";
  }
}
