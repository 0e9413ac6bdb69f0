package dev.tandem.messaging.carrier.sandbox;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.WebhookAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the sandbox needs to know.
///
/// @param carrier the name of the carrier in webhook paths, normally `sandbox`
/// @param access the one account it serves
/// @param webhooks where it calls; no other host is ever called
/// @param caFile the certificate that the gateway's HTTPS is trusted by; the system's own if empty
/// @param pace how fast things happen
/// @param limits how much it remembers and reads
public record SandboxSettings(
    String carrier,
    CarrierAccess access,
    WebhookAddress webhooks,
    Optional<Path> caFile,
    Pace pace,
    Limits limits) {

  /// The usual pace and limits.
  public static SandboxSettings of(
      CarrierAccess access, WebhookAddress webhooks, Optional<Path> caFile) {
    return new SandboxSettings("sandbox", access, webhooks, caFile, Pace.HUMAN, Limits.DEFAULT);
  }

  /// Pauses before what happens to a text.
  ///
  /// @param network before each status
  /// @param thinking before the answer
  /// @param retries pauses before a webhook that failed is called again; then it is given up
  public record Pace(Duration network, Duration thinking, List<Duration> retries) {
    /// For people who watch.
    public static final Pace HUMAN =
        new Pace(
            Duration.ofMillis(350),
            Duration.ofMillis(1200),
            List.of(
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15)));

    /// For tests.
    public static final Pace FAST =
        new Pace(
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(1)));

    public Pace {
      retries = List.copyOf(retries);
    }
  }

  /// What the sandbox holds at most.
  ///
  /// @param maxTexts texts in the ledger; the oldest makes room
  /// @param maxBodyBytes bytes of one request
  /// @param maxPageSize texts on a page of a list
  public record Limits(int maxTexts, int maxBodyBytes, int maxPageSize) {
    public static final Limits DEFAULT = new Limits(1000, 64 * 1024, 1000);
  }
}
