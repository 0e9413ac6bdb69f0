package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Party;
import dev.tandem.storage.seal.Personal;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/// Who can be called, as the workspace's directory knows them.
@FunctionalInterface
public interface Callees {
  /// A member that exists.
  ///
  /// @param ring how long a call to the member rings
  record Callee(Personal<String> name, Duration ring) {}

  /// Looks `party` up; empty where the workspace has no such member.
  Future<Optional<Callee>> find(Party party);
}
