package dev.tandem.gateway;

import dev.tandem.gateway.account.Authenticator;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.call.CallLimits;
import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Outcome;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.driver.CallMeters;
import dev.tandem.gateway.call.driver.VoicemailSettings;
import dev.tandem.gateway.call.store.StoredSounds;
import dev.tandem.gateway.edge.http.PublicAddress;
import dev.tandem.gateway.edge.http.SessionCookie;
import dev.tandem.gateway.edge.realtime.Realtime;
import dev.tandem.gateway.edge.realtime.RealtimeLimits;
import dev.tandem.gateway.status.Metrics;
import dev.tandem.media.record.Greeting;
import dev.tandem.media.record.VoicemailLimits;
import dev.tandem.media.record.VoicemailLine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Wires calls: who rings, what answers when nobody does, and what is counted of it.
final class CallsPart {
  private CallsPart() {}

  static Future<Realtime> start(
      Foundation foundation,
      PublicAddress address,
      RelayPart relay,
      Authenticator authenticator,
      Metrics metrics) {
    VoicemailSettings voicemail =
        new VoicemailSettings(
            VoicemailLine.over(foundation.legs()),
            Greeting.standard(),
            VoicemailLimits.standard()
                .withMaxSeconds(foundation.config().calls().voicemailMaxSeconds()),
            relay::forOwnLeg,
            new StoredSounds(foundation.storage()));
    return Realtime.start(
        new Realtime.Parts(
            foundation.vertx(),
            foundation.useCases(),
            foundation.storage(),
            request -> endpoint(foundation, authenticator, request),
            address,
            voicemail,
            meters(metrics),
            CallLimits.defaults(),
            RealtimeLimits.defaults()));
  }

  /// Whose device a WebSocket is: found on a virtual thread, for it reads the database.
  private static Future<Optional<Endpoint>> endpoint(
      Foundation foundation, Authenticator authenticator, HttpServerRequest request) {
    Optional<String> authorization = Optional.ofNullable(request.getHeader("authorization"));
    List<String> cookies = request.headers().getAll("cookie");
    Promise<Optional<Endpoint>> found = Promise.promise();
    var loop = foundation.vertx().getOrCreateContext();
    foundation
        .useCases()
        .execute(
            () -> {
              try {
                Optional<Endpoint> endpoint =
                    authenticator
                        .find(authorization.orElse(null), SessionCookie.of(cookies))
                        .map(CallsPart::endpoint);
                loop.runOnContext(ignored -> found.complete(endpoint));
              } catch (RuntimeException e) {
                loop.runOnContext(ignored -> found.fail(e));
              }
            });
    return found.future();
  }

  private static Endpoint endpoint(Principal principal) {
    UUID device =
        switch (principal.credential()) {
          case Principal.Device(UUID id) -> id;
          case Principal.ApiKey(UUID id) -> id;
        };
    return new Endpoint(new Party(principal.workspace().value(), principal.memberId()), device);
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static CallMeters meters(Metrics metrics) {
    AtomicInteger open = new AtomicInteger();
    metrics.level("tandem.calls.open", "Calls that are open now", open::get);
    Consumer<String> ended =
        metrics.events(
            "tandem.calls.ended",
            "Calls that ended",
            "outcome",
            Arrays.stream(Outcome.values()).map(CallsPart::word).toList());
    Consumer<String> records =
        metrics.events(
            "tandem.calls.records",
            "Writes of call records that went otherwise than well",
            "event",
            List.of("retried"));
    return new CallMeters() {
      @Override
      public void open(int calls) {
        open.set(calls);
      }

      @Override
      public void ended(Outcome outcome) {
        ended.accept(word(outcome));
      }

      @Override
      public void recordRetried() {
        records.accept("retried");
      }
    };
  }
}
