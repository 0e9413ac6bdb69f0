package dev.tandem.gateway.edge.dav;

import dev.tandem.storage.seal.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// User and password of an `Authorization: Basic` field (RFC 7617), in UTF-8.
record BasicCredentials(String user, Secret<String> password) {
  private static final String SCHEME = "basic ";
  private static final int MAX_CHARS = 1024;

  /// Empty when the field is absent, of another scheme, too long or not what it should be.
  static Optional<BasicCredentials> of(@Nullable String field) {
    if (field == null
        || field.length() > MAX_CHARS
        || !field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(field.substring(SCHEME.length()).strip());
      String pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = pair.indexOf(':');
      return colon < 1
          ? Optional.empty()
          : Optional.of(
              new BasicCredentials(pair.substring(0, colon), Secret.of(pair.substring(colon + 1))));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "BasicCredentials[secret]";
  }
}
