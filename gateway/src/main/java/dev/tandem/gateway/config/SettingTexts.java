package dev.tandem.gateway.config;

import dev.tandem.gateway.config.Config.OwnCertificate;
import dev.tandem.gateway.config.ConfigException.Fault;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The texts of all settings, and how numbers, addresses and files are read from them; what does
/// not fit becomes a fault, and the rest is still read.
abstract class SettingTexts {
  private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug");
  private static final Pattern IP = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:]*:[0-9a-fA-F:.]*]?");

  private final Map<Setting, String> values;
  private final List<Fault> faults;

  SettingTexts(Map<Setting, String> values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  boolean faultless() {
    return faults.isEmpty();
  }

  String text(Setting setting) {
    return values.getOrDefault(setting, "");
  }

  void fault(Setting setting, String advice) {
    faults.add(new Fault(setting.variable() + " (" + setting.key() + ")", advice));
  }

  int integer(Setting setting, int min, int max) {
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

  String listen(Setting setting, boolean local) {
    String given = text(setting);
    if (given.isEmpty()) {
      return local ? "127.0.0.1" : "0.0.0.0";
    }
    address(setting, given);
    return given;
  }

  Optional<InetAddress> address(Setting setting, String given) {
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

  Optional<OwnCertificate> ownCertificate() {
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

  Optional<Path> readable(Setting setting) {
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

  String logLevel() {
    String level = text(Setting.LOG_LEVEL).toLowerCase(Locale.ROOT);
    if (!LEVELS.contains(level)) {
      fault(Setting.LOG_LEVEL, "must be error, warn, info or debug");
    }
    return level;
  }
}
