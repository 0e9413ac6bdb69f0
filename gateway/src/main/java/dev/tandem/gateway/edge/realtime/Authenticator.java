package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// Finds out whose device a request comes from, by its bearer token or, only where there is no
/// `Authorization` field, by its cookie: with that field the origin is not checked. Does not block;
/// what it must look up it looks up on a virtual thread.
@FunctionalInterface
public interface Authenticator {
  /// The device, or empty for nobody, expired and revoked ones. A failure means that it cannot be
  /// known now.
  Future<Optional<Endpoint>> authenticate(HttpServerRequest request);
}
