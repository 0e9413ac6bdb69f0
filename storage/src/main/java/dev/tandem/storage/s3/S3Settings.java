package dev.tandem.storage.s3;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where the S3-compatible store is.
///
/// @param endpoint its address; empty is Amazon's own for the region
/// @param prefix what every key begins with, ending in `/`, or empty
/// @param pathStyle whether the bucket is named in the path instead of the host name
/// @param credentials given here, or found where Amazon's clients look (environment, profile,
///   container, instance)
public record S3Settings(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    String region,
    boolean pathStyle,
    Optional<Credentials> credentials) {

  /// An access key: its id, which is no secret, and what signs with it.
  public record Credentials(String accessKeyId, Secret<String> secretAccessKey) {}

  private static final String SHAPE =
      "the address of a blob store must look like"
          + " s3://bucket/prefix?region=eu-central-1 or, for a store of your own,"
          + " s3://bucket/prefix?endpoint=https://host:9000&path_style=true";

  private static final Set<String> PARAMETERS = Set.of("endpoint", "region", "path_style");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9._-]+/)*");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");

  /// A store of one's own wants a region in the signature and cares little which.
  private static final String ANY_REGION = "us-east-1";

  /// Reads `TANDEM_BLOB_STORE`; [StorageException] with the shape it must have.
  public static S3Settings parse(String url, Optional<Credentials> credentials) {
    URI uri = uri(url);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String prefix = path.isEmpty() || path.equals("/") ? "" : path.substring(1);
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      prefix += "/";
    }
    String bucket = uri.getRawAuthority();
    boolean fits =
        "s3".equals(uri.getScheme())
            && bucket != null
            && BUCKET.matcher(bucket).matches()
            && PREFIX.matcher(prefix).matches()
            && uri.getRawFragment() == null;
    if (!fits || bucket == null) {
      throw StorageException.fatal(SHAPE);
    }
    Map<String, String> query = query(uri.getRawQuery() == null ? "" : uri.getRawQuery());
    Optional<URI> endpoint = Optional.ofNullable(query.get("endpoint")).map(S3Settings::endpoint);
    return new S3Settings(
        bucket,
        prefix,
        endpoint,
        region(query, endpoint.isPresent()),
        flag(query.getOrDefault("path_style", "false")),
        credentials);
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw StorageException.fatal(SHAPE);
    }
  }

  private static URI endpoint(String text) {
    URI uri = uri(text);
    boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw StorageException.fatal(SHAPE + "; the endpoint is https://host:port");
    }
    return uri;
  }

  private static String region(Map<String, String> query, boolean own) {
    String region = query.getOrDefault("region", own ? ANY_REGION : "");
    if (!REGION.matcher(region).matches()) {
      throw StorageException.fatal(SHAPE + "; without an endpoint it names a region");
    }
    return region;
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw StorageException.fatal(SHAPE + "; path_style is true or false");
    }
    return text.equals("true");
  }

  private static Map<String, String> query(String text) {
    Map<String, String> out = new HashMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals <= 0 || !PARAMETERS.contains(pair.substring(0, equals))) {
        throw StorageException.fatal(SHAPE + "; it knows no other parameters");
      }
      out.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return out;
  }
}
