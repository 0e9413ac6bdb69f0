package dev.tandem.storage.keys.kms;

import dev.tandem.storage.StorageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which key of AWS KMS: `aws-kms:<key ARN, alias or id>[?endpoint=<https URL>&region=<name>]`. The
/// region of an ARN is used when none is given. Credentials are found where AWS' programs find
/// them.
public record KmsUri(String key, Optional<String> region, Optional<URI> endpoint) {
  public static final String SHAPE =
      "aws-kms:<key ARN, id, or alias/name>[?endpoint=<URL>&region=<name>]";

  private static final String SCHEME = "aws-kms:";
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9:/_-]{1,2048}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:kms:([a-z0-9-]+):.*");

  public static KmsUri parse(String text) {
    if (!text.startsWith(SCHEME)) {
      throw wrong();
    }
    int question = text.indexOf('?');
    String key = text.substring(SCHEME.length(), question < 0 ? text.length() : question);
    Map<String, String> query = query(question < 0 ? "" : text.substring(question + 1));
    if (!KEY.matcher(key).matches() || !Set.of("endpoint", "region").containsAll(query.keySet())) {
      throw wrong();
    }
    Matcher arn = ARN.matcher(key);
    Optional<String> region =
        Optional.ofNullable(query.get("region"))
            .or(() -> arn.matches() ? Optional.of(arn.group(1)) : Optional.empty());
    if (region.isPresent() && !REGION.matcher(region.get()).matches()) {
      throw wrong();
    }
    return new KmsUri(key, region, Optional.ofNullable(query.get("endpoint")).map(KmsUri::url));
  }

  private static Map<String, String> query(String text) {
    Map<String, String> out = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        out.put(pair.substring(0, equals), pair.substring(equals + 1));
      } else if (!pair.isEmpty()) {
        throw wrong();
      }
    }
    return out;
  }

  /// Without TLS only to this machine: the answers carry keys.
  private static URI url(String text) {
    try {
      URI url = new URI(text);
      boolean local = "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost());
      if (url.getHost() != null
          && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && local))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw wrong();
  }

  private static StorageException wrong() {
    return StorageException.fatal("a root key in AWS KMS is written as " + SHAPE);
  }
}
