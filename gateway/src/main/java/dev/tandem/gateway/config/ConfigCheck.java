package dev.tandem.gateway.config;

import dev.tandem.gateway.config.ConfigException.Fault;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.s3.S3Settings;
import dev.tandem.storage.seal.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Turns the texts of all settings into a [Config]; what does not fit becomes a fault, and the rest
/// is still checked.
final class ConfigCheck extends SettingTexts {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern CONTACT = Pattern.compile("(mailto:|https://)[!-~]{3,200}");

  private static final Pattern LOOPBACK_SERVER =
      Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1]|localhost):[1-9][0-9]{0,4}");

  private final RelayCheck relays;

  ConfigCheck(Map<Setting, String> values, List<Fault> faults) {
    super(values, faults);
    relays = new RelayCheck(values, faults);
  }

  /// The configuration; empty when a fault leaves nothing to build it of.
  Optional<Config> config() {
    int httpsPort = integer(Setting.HTTPS_PORT, 1, 65535);
    URI publicUrl = publicUrl(httpsPort);
    boolean local = LOCAL.contains(publicUrl.getHost());
    Config.Https https =
        new Config.Https(
            listen(Setting.HTTPS_ADDRESS, local), httpsPort, publicUrl, ownCertificate());
    Config config =
        new Config(
            Path.of(text(Setting.DATA).isEmpty() ? "./tandem-data" : text(Setting.DATA))
                .toAbsolutePath()
                .normalize(),
            new Config.Database(databaseUrl(), integer(Setting.DATABASE_CONNECTIONS, 2, 50)),
            rootKey(),
            blobStore(),
            https,
            relays.relay(local),
            relays.secret(),
            relays.elsewhere(),
            new Config.Metrics(
                listen(Setting.METRICS_ADDRESS, true), integer(Setting.METRICS_PORT, 1, 65535)),
            new Config.Calls(
                integer(Setting.RING_SECONDS, 5, 120),
                integer(Setting.VOICEMAIL_MAX_SECONDS, 10, 600)),
            new Config.Sessions(
                Duration.ofHours(integer(Setting.SESSION_IDLE_HOURS, 1, 8760)),
                Duration.ofDays(integer(Setting.SESSION_MAX_DAYS, 1, 365)),
                Duration.ofHours(integer(Setting.SIGN_IN_LINK_HOURS, 1, 168))),
            sandboxUrl(),
            securityContact(publicUrl),
            logLevel());
    eachPortIsItsOwn(config);
    return faultless() ? Optional.of(config) : Optional.empty();
  }

  private void eachPortIsItsOwn(Config config) {
    Map<Integer, String> taken = new HashMap<>();
    taken.put(config.https().port(), "HTTPS");
    if (taken.putIfAbsent(config.metrics().port(), "/metrics") != null) {
      fault(Setting.METRICS_PORT, "is the port of HTTPS too; choose another one");
    }
    if (!config.relaysElsewhere().isEmpty()) {
      return;
    }
    String other = taken.putIfAbsent(config.relay().port(), "the relay");
    if (other != null) {
      fault(Setting.RELAY_PORT, "is the port of " + other + " too; choose another one");
    }
    String third = taken.get(config.relay().tlsPort());
    if (third != null) {
      fault(Setting.RELAY_TLS_PORT, "is the port of " + third + " too; choose another one, or 0");
    }
  }

  private URI publicUrl(int port) {
    String given = text(Setting.PUBLIC_URL);
    URI fallback = URI.create(origin("localhost", port));
    if (given.isEmpty()) {
      return fallback;
    }
    try {
      URI url = new URI(given.endsWith("/") ? given.substring(0, given.length() - 1) : given);
      boolean bare =
          "https".equalsIgnoreCase(url.getScheme())
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawPath().isEmpty()
              && url.getRawQuery() == null
              && url.getRawFragment() == null;
      if (bare) {
        int named = url.getPort() == -1 ? 443 : url.getPort();
        return URI.create(origin(url.getHost().toLowerCase(Locale.ROOT), named));
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    fault(Setting.PUBLIC_URL, "must be https://host or https://host:port, without a path");
    return fallback;
  }

  private static String origin(String host, int port) {
    return port == 443 ? "https://" + host : "https://" + host + ":" + port;
  }

  private Optional<Secret<String>> databaseUrl() {
    String given = text(Setting.DATABASE_URL);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (!given.startsWith("postgresql://") && !given.startsWith("postgres://")) {
      fault(Setting.DATABASE_URL, "must be postgresql://user:password@host:port/name");
    }
    return Optional.of(Secret.of(given));
  }

  private Optional<RootKeySource> rootKey() {
    Optional<RootKeySource> wraps = rootKey(Setting.ROOT_KEY);
    Optional<RootKeySource> other = rootKey(Setting.ROOT_KEY_ALSO);
    if (other.isPresent() && text(Setting.ROOT_KEY).isEmpty()) {
      fault(Setting.ROOT_KEY, "is missing; with TANDEM_ROOT_KEY_ALSO, set both");
    }
    return other.isPresent()
        ? wraps.map(first -> new RootKeySource.Turning(first, List.of(other.get())))
        : wraps;
  }

  /// Nothing of it is quoted: somebody may have put a PIN into it.
  private Optional<RootKeySource> rootKey(Setting setting) {
    if (text(setting).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RootKeySource.parse(text(setting)));
    } catch (StorageException e) {
      fault(setting, "must be " + RootKeySource.SHAPE + " (" + e.getMessage() + ")");
      return Optional.empty();
    }
  }

  private Optional<S3Settings> blobStore() {
    String id = text(Setting.BLOB_STORE_ACCESS_KEY_ID);
    String secret = text(Setting.BLOB_STORE_SECRET_ACCESS_KEY);
    if (id.isEmpty() != secret.isEmpty()) {
      fault(
          id.isEmpty() ? Setting.BLOB_STORE_ACCESS_KEY_ID : Setting.BLOB_STORE_SECRET_ACCESS_KEY,
          "is missing; an access key has both parts");
    }
    String given = text(Setting.BLOB_STORE);
    if (given.isEmpty()) {
      if (!id.isEmpty()) {
        fault(Setting.BLOB_STORE, "is missing; name the store that the access key is for");
      }
      return Optional.empty();
    }
    Optional<S3Settings.Credentials> credentials =
        id.isEmpty()
            ? Optional.empty()
            : Optional.of(new S3Settings.Credentials(id, Secret.of(secret)));
    try {
      return Optional.of(S3Settings.parse(given, credentials));
    } catch (StorageException e) {
      fault(Setting.BLOB_STORE, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /// Only this machine: what the demo's members write goes there without TLS.
  private Optional<URI> sandboxUrl() {
    String given = text(Setting.SANDBOX_URL);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (!LOOPBACK_SERVER.matcher(given).matches()) {
      fault(Setting.SANDBOX_URL, "must be http://127.0.0.1:port, without a path");
      return Optional.empty();
    }
    return Optional.of(URI.create(given));
  }

  private String securityContact(URI publicUrl) {
    String given = text(Setting.SECURITY_CONTACT);
    if (given.isEmpty()) {
      return publicUrl + "/status";
    }
    if (!CONTACT.matcher(given).matches()) {
      fault(Setting.SECURITY_CONTACT, "must be mailto:somebody@host or an https address");
    }
    return given;
  }
}
