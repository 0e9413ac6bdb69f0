package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.CallLimits;
import dev.tandem.gateway.call.driver.CallDriver;
import dev.tandem.gateway.call.driver.CallMeters;
import dev.tandem.gateway.call.driver.Owner;
import dev.tandem.gateway.call.driver.Presence;
import dev.tandem.gateway.call.driver.VoicemailSettings;
import dev.tandem.gateway.call.store.StoredCallLedger;
import dev.tandem.gateway.edge.http.PublicAddress;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Calls and realtime, put together: what the gateway's wiring starts and mounts.
public final class Realtime {
  private final RealtimeEdge edge;
  private final Presence presence;
  private final CallDriver driver;

  private Realtime(RealtimeEdge edge, Presence presence, CallDriver driver) {
    this.edge = edge;
    this.presence = presence;
    this.driver = driver;
  }

  /// What calls and realtime are made of.
  ///
  /// @param background runs blocking work, each task on a virtual thread of its own
  public record Parts(
      Vertx vertx,
      Executor background,
      Storage storage,
      Authenticator authenticator,
      PublicAddress address,
      VoicemailSettings voicemail,
      CallMeters meters,
      CallLimits callLimits,
      RealtimeLimits realtimeLimits) {}

  /// Closes call records that a crash left open, which blocks, and then starts.
  public static Future<Realtime> start(Parts parts) {
    StoredCallLedger ledger = new StoredCallLedger(parts.storage());
    int _ = ledger.closeDangling(Instant.now());
    return Owner.start(parts.vertx()).map(owner -> start(parts, owner, ledger));
  }

  private static Realtime start(Parts parts, Owner owner, StoredCallLedger ledger) {
    Presence presence = new Presence();
    CallDriver driver =
        new CallDriver(
            parts.vertx(),
            owner,
            parts.background(),
            parts.callLimits(),
            ledger,
            parts.voicemail(),
            parts.meters());
    RealtimeHub hub =
        new RealtimeHub(parts.vertx(), owner, parts.realtimeLimits(), driver::submit, presence);
    StoredCallees callees = new StoredCallees(parts.storage(), parts.background());
    CallGate gate = new CallGate(owner, driver, callees, Ids::next, hub);
    driver.start(gate);
    AutoCloseable _ = ChangeFeed.start(parts.storage(), hub);
    RealtimeEdge edge =
        new RealtimeEdge(
            parts.vertx(),
            owner,
            parts.authenticator(),
            parts.address(),
            hub,
            gate,
            parts.realtimeLimits());
    return new Realtime(edge, presence, driver);
  }

  /// Takes a `GET /api/v1/realtime`.
  public Handler<HttpServerRequest> handler() {
    return edge;
  }

  /// Who can be reached now.
  public Presence presence() {
    return presence;
  }

  /// What voicemail lacks on this machine; empty means that it can be taken.
  public Optional<String> voicemailMissing() {
    return driver.voicemailMissing();
  }
}
