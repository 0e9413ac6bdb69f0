package dev.tandem.gateway;

import dev.tandem.gateway.edge.realtime.Realtime;
import dev.tandem.gateway.status.Health.Check;
import dev.tandem.gateway.status.Health.Finding;
import dev.tandem.gateway.tls.Engine;
import dev.tandem.storage.s3.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What health looks at, part by part.
final class Checks {
  private static final Duration CERTIFICATE_ENDS_SOON = Duration.ofDays(7);

  private Checks() {}

  static List<Check> all(
      Foundation foundation,
      RelayPart relay,
      Realtime realtime,
      Optional<BooleanSupplier> sandbox) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("database:reachable", "Messages and history", () -> database(foundation)));
    foundation
        .storage()
        .objectStore()
        .ifPresent(
            store -> checks.add(new Check("blobs:store", "Voicemail sound", () -> blobs(store))));
    checks.add(new Check("keys:root", "Encryption at rest", () -> rootKey(foundation)));
    checks.add(new Check("tls:engine", "Encryption in transit", () -> tls(foundation)));
    checks.addAll(relay.checks());
    checks.add(new Check("voicemail:native", "Voicemail", () -> voicemail(realtime)));
    sandbox.ifPresent(
        answers ->
            checks.add(
                new Check("carrier:sandbox", "Texts (sandbox carrier)", () -> sandbox(answers))));
    return checks;
  }

  /// What is open stays open without it; workspaces that nobody worked in yet stay shut.
  private static Finding rootKey(Foundation foundation) {
    return foundation
        .storage()
        .keychain()
        .trouble()
        .map(why -> Finding.warn("Workspaces that are not open yet stay shut: " + why + "."))
        .orElseGet(() -> Finding.pass("The root key opened this installation."));
  }

  private static Finding database(Foundation foundation) {
    return foundation.storage().healthy()
        ? Finding.pass()
        : Finding.fail("The database does not answer within two seconds; check that it runs.");
  }

  private static Finding blobs(ObjectStore store) {
    return store.answers()
        ? Finding.pass()
        : Finding.warn(
            "The store of TANDEM_BLOB_STORE does not answer within two seconds; check that it"
                + " runs.");
  }

  private static Finding tls(Foundation foundation) {
    Optional<String> obstacle = Engine.obstacle();
    Duration left =
        Duration.between(
            foundation.clock().instant(), foundation.certificates().identity().notAfter());
    if (left.isNegative()) {
      return Finding.fail("The certificate has expired; replace it.");
    }
    if (left.compareTo(CERTIFICATE_ENDS_SOON) < 0) {
      return Finding.warn("The certificate ends in " + left.toDays() + " days; replace it.");
    }
    return obstacle
        .map(Finding::warn)
        .orElseGet(() -> Finding.pass("TLS 1.3 with X25519MLKEM768."));
  }

  private static Finding sandbox(BooleanSupplier answers) {
    return answers.getAsBoolean()
        ? Finding.pass("The sandbox answers inside this process.")
        : Finding.warn("The sandbox does not answer; restart the gateway.");
  }

  private static Finding voicemail(Realtime realtime) {
    return realtime
        .voicemailMissing()
        .map(Finding::warn)
        .orElseGet(() -> Finding.pass("The sound library is loaded."));
  }
}
