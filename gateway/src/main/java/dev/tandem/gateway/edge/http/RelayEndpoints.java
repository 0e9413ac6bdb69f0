package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.SharedSecret;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// Credentials for the relay, good for an hour.
public final class RelayEndpoints {
  /// How long credentials open new allocations.
  public static final Duration LIFE = Duration.ofHours(1);

  private final SharedSecret secret;
  private final Function<String, List<String>> urls;
  private final InstantSource clock;

  /// `urls` are those of the relays that a subject is to use, as `turn:host:port?transport=udp`
  /// (RFC 7065).
  public RelayEndpoints(
      SharedSecret secret, Function<String, List<String>> urls, InstantSource clock) {
    this.secret = secret;
    this.urls = urls;
    this.clock = clock;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/relay-credentials",
            Access.MEMBER,
            Tenancy.OWN,
            "Short-lived credentials for the relay",
            this::issue));
  }

  private Reply issue(Ask ask) {
    String subject = RelaySubject.of(ask.principal());
    RelayCredentials.Issued issued =
        RelayCredentials.issue(secret, subject, clock.instant().plus(LIFE));
    return Reply.ok(
        new JsonObject()
            .put("urls", new JsonArray(urls.apply(subject)))
            .put("username", issued.username())
            .put("credential", issued.credential())
            .put("expires_at", issued.expires().toString()));
  }
}
