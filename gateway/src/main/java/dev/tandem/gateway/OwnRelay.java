package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.status.Health.Check;
import dev.tandem.gateway.status.Health.Finding;
import dev.tandem.gateway.status.Metrics;
import dev.tandem.gateway.tls.Identity;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import dev.tandem.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The relay inside this process. Its secret lives as long as the process, unless the operator set
/// one: nobody else needs it.
final class OwnRelay extends RelayPart {
  private static final int SECRET_BYTES = 32;

  private final RelayService service;
  private final SharedSecret secret;
  private final List<String> urls;

  private OwnRelay(
      RelayService service,
      SharedSecret secret,
      List<String> urls,
      Storage storage,
      InstantSource clock) {
    super(storage, clock);
    this.service = service;
    this.secret = secret;
    this.urls = urls;
  }

  static OwnRelay start(
      Config config,
      boolean loopbackPeers,
      Identity identity,
      Storage storage,
      InstantSource clock,
      SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    SharedSecret secret =
        SharedSecret.of(
            config
                .relaySecret()
                .map(s -> s.reveal().getBytes(StandardCharsets.UTF_8))
                .orElse(bytes));
    RelayService service =
        RelayService.start(
            config.relay(), loopbackPeers, secret, RelayLimits.defaults(), Optional.of(identity));
    return new OwnRelay(
        service,
        secret,
        RelayUrls.of(config.relay(), config.https().publicUrl().getHost()),
        storage,
        clock);
  }

  @Override
  SharedSecret secret() {
    return secret;
  }

  @Override
  List<String> urls(String subject) {
    return urls;
  }

  @Override
  void revoke(String subject) {
    var _ = service.relay().revoke(subject);
  }

  @Override
  void secureBy(Identity identity) {
    service.secureBy(identity);
  }

  @Override
  List<Check> checks() {
    return List.of(
        new Check(
            "relay:listening",
            "Calls through the relay",
            () ->
                service.relay().running()
                    ? Finding.pass()
                    : Finding.fail("The relay has stopped; restart it.")));
  }

  @Override
  void measure(Metrics metrics) {
    service.measure(metrics);
  }

  @Override
  void end() {
    service.close();
  }
}
