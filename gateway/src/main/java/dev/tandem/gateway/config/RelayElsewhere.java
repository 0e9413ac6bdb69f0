package dev.tandem.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A relay that is a process of its own: how browsers reach it, and how gateways do.
///
/// @param host name or IP address that browsers use; with TLS the name in its certificate
/// @param port UDP and TCP
/// @param tlsPort TCP with TLS; 0 for none
/// @param priority of two that work the one with the smaller number is used; equals share the calls
/// @param region a word for people: which one it is
/// @param control where it tells its health and is told of revocations, `http://host:port`
public record RelayElsewhere(
    String host, int port, int tlsPort, int priority, String region, URI control) {

  /// How one is written.
  static final String SHAPE =
      "turn://host:port?control=host:port, and if you like &tls=port&priority=1..99&region=word";

  private static final int DEFAULT_PORT = 3478;
  private static final int MAX_PRIORITY = 99;
  private static final Set<String> WORDS = Set.of("control", "tls", "priority", "region");

  /// Reads one; what is wrong is the message of the exception.
  static RelayElsewhere parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is no address", e);
    }
    boolean bare =
        "turn".equals(uri.getScheme())
            && uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawPath().isEmpty()
            && uri.getRawFragment() == null;
    if (!bare) {
      throw new IllegalArgumentException("it does not look like that");
    }
    Map<String, String> words = words(uri.getRawQuery() == null ? "" : uri.getRawQuery());
    int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
    return new RelayElsewhere(
        uri.getHost(),
        between("its port", Integer.toString(port), 1, 65_535),
        between("tls", words.getOrDefault("tls", "0"), 0, 65_535),
        between("priority", words.getOrDefault("priority", "1"), 1, MAX_PRIORITY),
        region(words.getOrDefault("region", "")),
        control(words.getOrDefault("control", "")));
  }

  private static Map<String, String> words(String query) {
    Map<String, String> words = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String word = equals < 0 ? pair : pair.substring(0, equals);
      if (!pair.isEmpty()
          && (!WORDS.contains(word)
              || words.putIfAbsent(word, pair.substring(equals + 1)) != null)) {
        throw new IllegalArgumentException("`" + word + "` is not a word of it, or is there twice");
      }
    }
    return words;
  }

  private static int between(String what, String text, int min, int max) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, with the bounds.
    }
    throw new IllegalArgumentException(what + " is a whole number from " + min + " to " + max);
  }

  private static String region(String text) {
    if (!text.matches("[a-z0-9-]{0,24}")) {
      throw new IllegalArgumentException("region has at most 24 of a-z, 0-9 and -");
    }
    return text;
  }

  private static URI control(String text) {
    try {
      URI uri = new URI("http://" + text);
      if (uri.getHost() != null
          && uri.getPort() > 0
          && uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new IllegalArgumentException("control is missing or not host:port");
  }
}
