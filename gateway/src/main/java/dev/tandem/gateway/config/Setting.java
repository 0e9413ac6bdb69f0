package dev.tandem.gateway.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// One key an operator can set: in the YAML file by its [#key()], in the environment by its
/// [#variable()]. Units are part of the name.
public enum Setting {
  CONFIG("", "YAML file with any of the other keys"),
  DATA("./tandem-data", "directory of everything that is kept"),
  DATABASE_URL("", "postgresql://user:password@host:port/name; empty runs our own server"),
  ROOT_KEY(
      "", "where the root key is: file:, pkcs11: or aws-kms:; empty is file:<data>/keys/root.key"),
  ROOT_KEY_ALSO("", "another root key that opens what it wrapped, while the root key turns"),
  BLOB_STORE(
      "",
      "s3://bucket/prefix?endpoint=&region=&path_style= of a store for sound; empty is the"
          + " database"),
  BLOB_STORE_ACCESS_KEY_ID("", "access key of that store; empty looks where Amazon's clients look"),
  BLOB_STORE_SECRET_ACCESS_KEY("", "what that key signs with"),
  PUBLIC_URL("", "https address that browsers and carriers use; empty is https://localhost:<port>"),
  HTTPS_PORT("8443", "TCP port of the page, the API and the webhooks"),
  HTTPS_ADDRESS("", "address to listen on; empty is loopback for a localhost public URL, else all"),
  CERTIFICATE_FILE("", "PEM certificate chain of your own, watched for changes"),
  PRIVATE_KEY_FILE("", "PEM private key (PKCS #8) of that certificate"),
  RELAY_PORT("3478", "UDP and TCP port of the relay (STUN and TURN)"),
  RELAY_TLS_PORT(
      "",
      "TCP port of the relay over TLS, 0 for none; empty is none for a localhost public URL, else 5349"),
  RELAY_ADDRESS("", "IP address that browsers reach the relay at"),
  RELAY_PORT_MIN("49152", "first UDP port that the relay hands out"),
  RELAY_PORT_MAX("65535", "last UDP port that the relay hands out"),
  RELAY_ALLOWED_PEERS("", "comma-separated networks (CIDR) relayed to although they are private"),
  RELAY_LISTEN_ADDRESS(
      "", "IP address that the relay listens on; empty follows where it is reached"),
  RELAY_OTHER_ADDRESS("", "IP address of the other family that browsers reach the relay at, too"),
  RELAY_OTHER_LISTEN_ADDRESS(
      "", "IP address of that family that the relay listens on; empty follows where it is reached"),
  RELAY_LOOPS(
      "", "threads that share the relay's clients over UDP; empty is one a core, 8 at most"),
  RELAY_SECRET(
      "", "what relays and gateways share to make and check credentials, 32 characters or more"),
  RELAY_SECRET_FILE("", "file that holds that secret, readable by its owner alone"),
  RELAYS("", "relays elsewhere: turn://host:port?control=host:port&tls=&priority=&region=, commas"),
  RELAY_CONTROL_PORT("9465", "TCP port of a relay process for health, /metrics and revocations"),
  RELAY_CONTROL_ADDRESS("127.0.0.1", "address that this port is opened on"),
  RELAY_DRAIN_TO(
      "", "IP address and port of the relay that new calls are sent to while this drains"),
  RELAY_DRAIN_SECONDS("3600", "how long a relay that was asked to stop waits for its calls to end"),
  RELAY_ALLOCATIONS("4000", "allocations of a relay process"),
  RELAY_DEVICE_ALLOCATIONS("48", "allocations of one device"),
  RELAY_DEVICE_BYTES_PER_SECOND("10000000", "payload of one device, both ways"),
  RELAY_MEMBER_ALLOCATIONS("192", "allocations of one member's devices"),
  RELAY_MEMBER_BYTES_PER_SECOND("20000000", "payload of one member's devices, both ways"),
  RELAY_WORKSPACE_ALLOCATIONS("2000", "allocations of one workspace"),
  RELAY_WORKSPACE_BYTES_PER_SECOND("100000000", "payload of one workspace, both ways"),
  METRICS_PORT("9464", "TCP port of /metrics"),
  METRICS_ADDRESS("127.0.0.1", "address that /metrics listens on"),
  RING_SECONDS("25", "how long a call rings before voicemail answers"),
  VOICEMAIL_MAX_SECONDS("180", "longest voicemail"),
  SESSION_IDLE_HOURS("336", "a browser unused this long must sign in again"),
  SESSION_MAX_DAYS("90", "a browser must sign in again after this time at the latest"),
  SIGN_IN_LINK_HOURS("24", "how long a one-time sign-in link works"),
  DATABASE_CONNECTIONS("8", "connections of the gateway to the database"),
  SANDBOX_URL(
      "",
      "http://127.0.0.1:port of a server that plays the demo's carrier; empty is the one inside"),
  SECURITY_CONTACT(
      "", "mailto: or https: address for reports of weaknesses; empty is the status page"),
  LOG_LEVEL("info", "error, warn, info or debug");

  private static final String PREFIX = "TANDEM_";

  private final String fallback;
  private final String meaning;

  Setting(String fallback, String meaning) {
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /// The key in the YAML file.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The environment variable.
  public String variable() {
    return PREFIX + name();
  }

  /// The value when nothing is set; empty where there is none or where it follows from other keys.
  public String fallback() {
    return fallback;
  }

  /// What it sets, in one line.
  public String meaning() {
    return meaning;
  }

  static boolean claims(String variable) {
    return variable.startsWith(PREFIX);
  }

  static Optional<Setting> ofVariable(String variable) {
    return Arrays.stream(values()).filter(s -> s.variable().equals(variable)).findFirst();
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(s -> s != CONFIG && s.key().equals(key)).findFirst();
  }

  /// The known setting whose name is the fewest edits away: what a mistyped name probably meant.
  static Setting nearest(String name) {
    String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
    String bare = wanted.startsWith(PREFIX) ? wanted.substring(PREFIX.length()) : wanted;
    return Arrays.stream(values())
        .min(Comparator.comparingInt(s -> edits(bare, s.name())))
        .orElseThrow();
  }

  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
