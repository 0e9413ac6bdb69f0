package dev.tandem.gateway.config;

import dev.tandem.gateway.config.ConfigException.Fault;
import dev.tandem.media.relay.RelaySettings;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.storage.seal.Secret;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What the settings say of relays: of the gateway's own, of those elsewhere, and of a process that
/// is one.
final class RelayCheck extends SettingTexts {
  private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F:.]+/[0-9]{1,3}");
  private static final int SECRET_CHARS = 32;
  private static final long MAX_SECRET_FILE_BYTES = 4_096;
  private static final int MAX_RELAYS = 16;
  private static final int MAX_LOOPS = 64;

  /// `turns` of RFC 7065 section 3.2.
  private static final int TLS_PORT = 5349;

  /// What opens stored data: a relay, which faces the Internet, has no business with it.
  private static final List<Setting> NOT_FOR_RELAYS =
      List.of(
          Setting.DATABASE_URL,
          Setting.ROOT_KEY,
          Setting.ROOT_KEY_ALSO,
          Setting.BLOB_STORE_ACCESS_KEY_ID,
          Setting.BLOB_STORE_SECRET_ACCESS_KEY);

  RelayCheck(Map<Setting, String> values, List<Fault> faults) {
    super(values, faults);
  }

  /// The relay inside a gateway.
  Config.Relay relay(boolean local) {
    InetAddress advertised = InetAddress.getLoopbackAddress();
    String given = text(Setting.RELAY_ADDRESS);
    if (!given.isEmpty()) {
      advertised = address(Setting.RELAY_ADDRESS, given).orElse(advertised);
    } else if (!local && text(Setting.RELAYS).isEmpty()) {
      fault(
          Setting.RELAY_ADDRESS, "is missing; set the IP address that browsers reach this host at");
    }
    return relay(advertised, listen(Setting.RELAY_LISTEN_ADDRESS, local), local ? 0 : TLS_PORT);
  }

  private Config.Relay relay(InetAddress advertised, String listen, int usualTlsPort) {
    int min = integer(Setting.RELAY_PORT_MIN, 1024, 65535);
    int max = integer(Setting.RELAY_PORT_MAX, 1024, 65535);
    if (max - min < 15) {
      fault(Setting.RELAY_PORT_MAX, "must be at least 15 above TANDEM_RELAY_PORT_MIN");
    }
    List<String> peers = list(Setting.RELAY_ALLOWED_PEERS);
    if (!peers.stream().allMatch(network -> NETWORK.matcher(network).matches())) {
      fault(Setting.RELAY_ALLOWED_PEERS, "must be networks as 10.0.0.0/8, separated by commas");
    }
    return new Config.Relay(
        listen,
        integer(Setting.RELAY_PORT, 1, 65535),
        text(Setting.RELAY_TLS_PORT).isEmpty()
            ? usualTlsPort
            : integer(Setting.RELAY_TLS_PORT, 0, 65535),
        advertised,
        min,
        max,
        peers,
        other(advertised),
        text(Setting.RELAY_LOOPS).isEmpty()
            ? RelaySettings.loopsOfThisMachine()
            : integer(Setting.RELAY_LOOPS, 1, MAX_LOOPS));
  }

  /// Where the relay is in the other IP family, when it is.
  private Optional<Config.RelayHome> other(InetAddress first) {
    String given = text(Setting.RELAY_OTHER_ADDRESS);
    String listen = text(Setting.RELAY_OTHER_LISTEN_ADDRESS);
    if (given.isEmpty()) {
      if (!listen.isEmpty()) {
        fault(
            Setting.RELAY_OTHER_LISTEN_ADDRESS,
            "needs TANDEM_RELAY_OTHER_ADDRESS beside it: what browsers reach the relay at there");
      }
      return Optional.empty();
    }
    Optional<InetAddress> address = address(Setting.RELAY_OTHER_ADDRESS, given);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (address.get().getClass() == first.getClass()) {
      fault(
          Setting.RELAY_OTHER_ADDRESS,
          "must be of the other IP family than TANDEM_RELAY_ADDRESS: one IPv4 and one IPv6");
      return Optional.empty();
    }
    String door = listen.isEmpty() ? usualListen(address.get()) : listen;
    Optional<InetAddress> opened = address(Setting.RELAY_OTHER_LISTEN_ADDRESS, door);
    if (opened.isPresent() && opened.get().getClass() == first.getClass()) {
      fault(
          Setting.RELAY_OTHER_LISTEN_ADDRESS,
          "must be of the family of TANDEM_RELAY_OTHER_ADDRESS");
    }
    return opened.map(at -> new Config.RelayHome(at, address.get()));
  }

  private List<String> list(Setting setting) {
    return Arrays.stream(text(setting).split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /// What relays and gateways share, from its file or its variable; nothing of it is quoted.
  Optional<Secret<String>> secret() {
    Optional<Path> file = readable(Setting.RELAY_SECRET_FILE);
    String given = text(Setting.RELAY_SECRET);
    if (!given.isEmpty() && !text(Setting.RELAY_SECRET_FILE).isEmpty()) {
      fault(Setting.RELAY_SECRET_FILE, "is set beside TANDEM_RELAY_SECRET; set one of them");
    }
    Setting from = given.isEmpty() ? Setting.RELAY_SECRET_FILE : Setting.RELAY_SECRET;
    String secret = given.isEmpty() ? file.map(this::read).orElse("") : given;
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    if (secret.length() < SECRET_CHARS) {
      fault(
          from,
          "is shorter than "
              + SECRET_CHARS
              + " characters; `openssl rand -hex 32` makes a good one");
    }
    return Optional.of(Secret.of(secret));
  }

  private String read(Path file) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(each -> !each.name().startsWith("OWNER"))) {
          fault(Setting.RELAY_SECRET_FILE, "is open to other users; chmod 0400 " + file);
        }
      }
      String secret =
          Files.size(file) > MAX_SECRET_FILE_BYTES ? "" : Files.readString(file).strip();
      if (secret.isEmpty()) {
        fault(
            Setting.RELAY_SECRET_FILE, "names a file that holds no secret, or much more than one");
      }
      return secret;
    } catch (IOException e) {
      fault(Setting.RELAY_SECRET_FILE, "names a file that cannot be read as text");
      return "";
    }
  }

  /// The relays that run as processes of their own.
  List<RelayElsewhere> elsewhere() {
    List<RelayElsewhere> relays = new ArrayList<>();
    for (String each : list(Setting.RELAYS)) {
      try {
        relays.add(RelayElsewhere.parse(each));
      } catch (IllegalArgumentException e) {
        fault(
            Setting.RELAYS,
            "has `" + each + "`, which must be " + RelayElsewhere.SHAPE + ": " + e.getMessage());
      }
    }
    if (relays.size() > MAX_RELAYS) {
      fault(Setting.RELAYS, "names more than " + MAX_RELAYS + " relays");
    }
    boolean secret =
        !text(Setting.RELAY_SECRET).isEmpty() || !text(Setting.RELAY_SECRET_FILE).isEmpty();
    if (!text(Setting.RELAYS).isEmpty() && !secret) {
      fault(Setting.RELAY_SECRET_FILE, "is missing; the relays of TANDEM_RELAYS have it too");
    }
    return relays;
  }

  /// A process that is a relay; empty when a fault leaves nothing to build it of.
  Optional<RelayConfig> process() {
    for (Setting setting : NOT_FOR_RELAYS) {
      if (!text(setting).isEmpty()) {
        fault(setting, "opens stored data, which a relay has no business with; take it away");
      }
    }
    String given = text(Setting.RELAY_ADDRESS);
    if (given.isEmpty()) {
      fault(
          Setting.RELAY_ADDRESS, "is missing; set the IP address that browsers reach this host at");
    }
    InetAddress advertised =
        (given.isEmpty() ? Optional.<InetAddress>empty() : address(Setting.RELAY_ADDRESS, given))
            .orElse(InetAddress.getLoopbackAddress());
    Optional<Secret<String>> secret = secret();
    if (secret.isEmpty() && text(Setting.RELAY_SECRET_FILE).isEmpty()) {
      fault(Setting.RELAY_SECRET_FILE, "is missing; name a file with what the gateways have too");
    }
    Optional<Config.OwnCertificate> certificate = ownCertificate();
    Config.Relay relay =
        relay(advertised, processListen(advertised), certificate.isEmpty() ? 0 : TLS_PORT);
    if (relay.tlsPort() != 0 && text(Setting.CERTIFICATE_FILE).isEmpty()) {
      fault(Setting.CERTIFICATE_FILE, "is missing; TLS on TANDEM_RELAY_TLS_PORT needs it");
    }
    if (relay.tlsPort() == relay.port()) {
      fault(Setting.RELAY_TLS_PORT, "is the port of the relay too; choose another one, or 0");
    }
    InetSocketAddress control = control(relay);
    Optional<InetSocketAddress> drainTo = drainTo();
    RelayLimits limits = limits();
    Duration drain = Duration.ofSeconds(integer(Setting.RELAY_DRAIN_SECONDS, 0, 86_400));
    String level = logLevel();
    return faultless()
        ? Optional.of(
            new RelayConfig(
                relay, secret.orElseThrow(), certificate, control, limits, drainTo, drain, level))
        : Optional.empty();
  }

  private String processListen(InetAddress advertised) {
    String given = text(Setting.RELAY_LISTEN_ADDRESS);
    if (!given.isEmpty()) {
      return address(Setting.RELAY_LISTEN_ADDRESS, given).map(a -> given).orElse("127.0.0.1");
    }
    return usualListen(advertised);
  }

  /// Loopback stays on loopback; what is reached from outside is reached at all addresses, behind a
  /// NAT too.
  private static String usualListen(InetAddress advertised) {
    if (advertised.isLoopbackAddress()) {
      return advertised.getHostAddress();
    }
    return advertised instanceof Inet4Address ? "0.0.0.0" : "::";
  }

  private InetSocketAddress control(Config.Relay relay) {
    String given = text(Setting.RELAY_CONTROL_ADDRESS);
    InetAddress address =
        address(Setting.RELAY_CONTROL_ADDRESS, given).orElse(InetAddress.getLoopbackAddress());
    int port = integer(Setting.RELAY_CONTROL_PORT, 1, 65535);
    if (port == relay.port() || port == relay.tlsPort()) {
      fault(Setting.RELAY_CONTROL_PORT, "is a port of the relay too; choose another one");
    }
    return new InetSocketAddress(address, port);
  }

  private Optional<InetSocketAddress> drainTo() {
    String given = text(Setting.RELAY_DRAIN_TO);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    int colon = given.lastIndexOf(':');
    if (colon > 0 && given.substring(colon + 1).matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(given.substring(colon + 1));
      if (port >= 1 && port <= 65_535) {
        return address(Setting.RELAY_DRAIN_TO, given.substring(0, colon))
            .map(address -> new InetSocketAddress(address, port));
      }
    }
    fault(Setting.RELAY_DRAIN_TO, "must be the other relay's IP address and port: 192.0.2.8:3478");
    return Optional.empty();
  }

  private RelayLimits limits() {
    return RelayLimits.defaults()
        .withAllocations(integer(Setting.RELAY_ALLOCATIONS, 1, 60_000))
        .withShares(
            share(Setting.RELAY_DEVICE_ALLOCATIONS, Setting.RELAY_DEVICE_BYTES_PER_SECOND),
            share(Setting.RELAY_MEMBER_ALLOCATIONS, Setting.RELAY_MEMBER_BYTES_PER_SECOND),
            share(Setting.RELAY_WORKSPACE_ALLOCATIONS, Setting.RELAY_WORKSPACE_BYTES_PER_SECOND));
  }

  private RelayLimits.Share share(Setting allocations, Setting bytesPerSecond) {
    return new RelayLimits.Share(
        integer(allocations, 1, 60_000), integer(bytesPerSecond, 1, Integer.MAX_VALUE));
  }
}
