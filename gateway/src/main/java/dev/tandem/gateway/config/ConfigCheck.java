package dev.tandem.gateway.config;

import dev.tandem.gateway.config.Config.OwnCertificate;
import dev.tandem.gateway.config.ConfigException.Fault;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.s3.S3Settings;
import dev.tandem.storage.seal.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Turns the texts of all settings into a [Config]; what does not fit becomes a fault, and the rest
/// is still checked.
final class ConfigCheck {
  private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern IP = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:]*:[0-9a-fA-F:.]*]?");
  private static final Pattern CONTACT = Pattern.compile("(mailto:|https://)[!-~]{3,200}");
  private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F:.]+/[0-9]{1,3}");

  /// `turns` of RFC 7065 section 3.2.
  private static final int RELAY_TLS_PORT = 5349;

  private final Map<Setting, String> values;
  private final List<Fault> faults;

  ConfigCheck(Map<Setting, String> values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
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
            relay(local),
            new Config.Metrics(
                listen(Setting.METRICS_ADDRESS, true), integer(Setting.METRICS_PORT, 1, 65535)),
            new Config.Calls(
                integer(Setting.RING_SECONDS, 5, 120),
                integer(Setting.VOICEMAIL_MAX_SECONDS, 10, 600)),
            new Config.Sessions(
                Duration.ofHours(integer(Setting.SESSION_IDLE_HOURS, 1, 8760)),
                Duration.ofDays(integer(Setting.SESSION_MAX_DAYS, 1, 365)),
                Duration.ofHours(integer(Setting.SIGN_IN_LINK_HOURS, 1, 168))),
            securityContact(publicUrl),
            logLevel());
    eachPortIsItsOwn(config);
    return faults.isEmpty() ? Optional.of(config) : Optional.empty();
  }

  private void eachPortIsItsOwn(Config config) {
    Map<Integer, String> taken = new HashMap<>();
    taken.put(config.https().port(), "HTTPS");
    if (taken.putIfAbsent(config.metrics().port(), "/metrics") != null) {
      fault(Setting.METRICS_PORT, "is the port of HTTPS too; choose another one");
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

  private String text(Setting setting) {
    return values.getOrDefault(setting, "");
  }

  private void fault(Setting setting, String advice) {
    faults.add(new Fault(setting.variable() + " (" + setting.key() + ")", advice));
  }

  private int integer(Setting setting, int min, int max) {
    try {
      int value = Integer.parseInt(text(setting));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, with the bounds.
    }
    fault(setting, "must be a whole number from " + min + " to " + max);
    return min;
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

  private String listen(Setting setting, boolean local) {
    String given = text(setting);
    if (given.isEmpty()) {
      return local ? "127.0.0.1" : "0.0.0.0";
    }
    address(setting, given);
    return given;
  }

  private Optional<InetAddress> address(Setting setting, String given) {
    if (IP.matcher(given).matches()) {
      try {
        return Optional.of(InetAddress.ofLiteral(given));
      } catch (IllegalArgumentException e) {
        // Told below.
      }
    }
    fault(setting, "must be an IP address, as 192.0.2.7 or 2001:db8::7");
    return Optional.empty();
  }

  private Optional<OwnCertificate> ownCertificate() {
    Optional<Path> certificate = readable(Setting.CERTIFICATE_FILE);
    Optional<Path> key = readable(Setting.PRIVATE_KEY_FILE);
    if (text(Setting.CERTIFICATE_FILE).isEmpty() != text(Setting.PRIVATE_KEY_FILE).isEmpty()) {
      Setting missing =
          text(Setting.CERTIFICATE_FILE).isEmpty()
              ? Setting.CERTIFICATE_FILE
              : Setting.PRIVATE_KEY_FILE;
      fault(missing, "is missing; set the certificate and its private key together, or neither");
    }
    return certificate.flatMap(c -> key.map(k -> new OwnCertificate(c, k)));
  }

  private Optional<Path> readable(Setting setting) {
    if (text(setting).isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(text(setting)).toAbsolutePath();
    if (!Files.isReadable(file)) {
      fault(setting, "names a file that cannot be read; check that it exists and is readable");
      return Optional.empty();
    }
    return Optional.of(file);
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

  private Config.Relay relay(boolean local) {
    InetAddress advertised = InetAddress.getLoopbackAddress();
    String given = text(Setting.RELAY_ADDRESS);
    if (!given.isEmpty()) {
      advertised = address(Setting.RELAY_ADDRESS, given).orElse(advertised);
    } else if (!local) {
      fault(
          Setting.RELAY_ADDRESS, "is missing; set the IP address that browsers reach this host at");
    }
    int min = integer(Setting.RELAY_PORT_MIN, 1024, 65535);
    int max = integer(Setting.RELAY_PORT_MAX, 1024, 65535);
    if (max - min < 15) {
      fault(Setting.RELAY_PORT_MAX, "must be at least 15 above TANDEM_RELAY_PORT_MIN");
    }
    List<String> peers =
        Arrays.stream(text(Setting.RELAY_ALLOWED_PEERS).split(","))
            .map(String::strip)
            .filter(network -> !network.isEmpty())
            .toList();
    if (!peers.stream().allMatch(network -> NETWORK.matcher(network).matches())) {
      fault(Setting.RELAY_ALLOWED_PEERS, "must be networks as 10.0.0.0/8, separated by commas");
    }
    return new Config.Relay(
        local ? "127.0.0.1" : "0.0.0.0",
        integer(Setting.RELAY_PORT, 1, 65535),
        relayTlsPort(local),
        advertised,
        min,
        max,
        peers);
  }

  private int relayTlsPort(boolean local) {
    if (text(Setting.RELAY_TLS_PORT).isEmpty()) {
      return local ? 0 : RELAY_TLS_PORT;
    }
    return integer(Setting.RELAY_TLS_PORT, 0, 65535);
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

  private String logLevel() {
    String level = text(Setting.LOG_LEVEL).toLowerCase(Locale.ROOT);
    if (!LEVELS.contains(level)) {
      fault(Setting.LOG_LEVEL, "must be error, warn, info or debug");
    }
    return level;
  }
}
