package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// Where the database is, and as whom its owner signs in.
public record Endpoint(
    String host,
    int port,
    String database,
    String owner,
    Secret<String> password,
    String sslMode,
    Optional<String> sslRootCertificate) {

  /// Characters of the longest statement.
  private static final int STATEMENT_LENGTH = 8_192;

  private static final String SHAPE =
      "TANDEM_DATABASE_URL must look like"
          + " postgresql://owner:password@host:5432/database?sslmode=verify-full&sslrootcert=/path/ca.pem";

  static Endpoint local(int port, String database, String owner, Secret<String> password) {
    return new Endpoint("127.0.0.1", port, database, owner, password, "disable", Optional.empty());
  }

  /// Reads a connection URL. What is wrong with it is said without quoting it: it holds a password.
  public static Endpoint parse(Secret<String> url) {
    URI uri;
    try {
      uri = URI.create(url.reveal());
    } catch (IllegalArgumentException e) {
      throw StorageException.fatal(SHAPE);
    }
    String user = uri.getRawUserInfo();
    String path = uri.getRawPath();
    boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    if (!scheme
        || uri.getHost() == null
        || user == null
        || !user.contains(":")
        || path == null
        || path.length() < 2) {
      throw StorageException.fatal(SHAPE);
    }
    Map<String, String> query = query(uri.getRawQuery() == null ? "" : uri.getRawQuery());
    int colon = user.indexOf(':');
    return new Endpoint(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        decode(path.substring(1)),
        decode(user.substring(0, colon)),
        Secret.of(decode(user.substring(colon + 1))),
        query.getOrDefault("sslmode", "prefer"),
        Optional.ofNullable(query.get("sslrootcert")));
  }

  private static Map<String, String> query(String text) {
    Map<String, String> out = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        out.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    if (!Set.of("sslmode", "sslrootcert").containsAll(out.keySet())) {
      throw StorageException.fatal(SHAPE + "; it knows no other parameters");
    }
    return out;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  Properties jdbcProperties() {
    Properties properties = new Properties();
    properties.setProperty("user", owner);
    properties.setProperty("password", password.reveal());
    properties.setProperty("sslmode", sslMode);
    sslRootCertificate.ifPresent(path -> properties.setProperty("sslrootcert", path));
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "60");
    properties.setProperty("ApplicationName", "tandem-owner");
    return properties;
  }

  PgConnectOptions pgOptions(String user, Secret<String> userPassword) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(host)
            .setPort(port)
            .setDatabase(database)
            .setUser(user)
            .setPassword(userPassword.reveal())
            .setCachePreparedStatements(true)
            // Longer statements would be planned anew each time.
            .setPreparedStatementCacheSqlLimit(STATEMENT_LENGTH)
            .addProperty("application_name", "tandem")
            .addProperty("plan_cache_mode", "force_generic_plan")
            .addProperty("random_page_cost", "1.1")
            .addProperty("statement_timeout", "30000")
            .addProperty("idle_in_transaction_session_timeout", "60000")
            .setSslMode(SslMode.of(sslMode));
    if (!sslMode.equals("disable")) {
      ClientSSLOptions ssl = new ClientSSLOptions();
      boolean verify = sslMode.startsWith("verify");
      sslRootCertificate.ifPresent(
          path -> ssl.setTrustOptions(new PemTrustOptions().addCertPath(path)));
      ssl.setTrustAll(!verify && sslRootCertificate.isEmpty());
      ssl.setHostnameVerificationAlgorithm(sslMode.equals("verify-full") ? "HTTPS" : "");
      options.setSslOptions(ssl);
    }
    return options;
  }
}
