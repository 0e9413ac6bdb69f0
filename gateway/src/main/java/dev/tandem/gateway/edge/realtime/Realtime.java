package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.CallLimits;
import dev.tandem.gateway.call.driver.CallDriver;
import dev.tandem.gateway.call.driver.CallLedger;
import dev.tandem.gateway.call.driver.CallMeters;
import dev.tandem.gateway.call.driver.Owner;
import dev.tandem.gateway.call.driver.Presence;
import dev.tandem.gateway.call.driver.VoicemailSettings;
import dev.tandem.gateway.call.store.StoredCallLedger;
import dev.tandem.gateway.edge.http.PublicAddress;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.pg.Lifeline;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Calls and realtime, put together: what the gateway's wiring starts and mounts.
public final class Realtime implements AutoCloseable {
  private final RealtimeEdge edge;
  private final Presence presence;
  private final CallDriver driver;
  private final RealtimeHub hub;
  private final Lifeline lifeline;

  private Realtime(
      RealtimeEdge edge, Presence presence, CallDriver driver, RealtimeHub hub, Lifeline lifeline) {
    this.hub = hub;
    this.lifeline = lifeline;
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

  /// Takes over the calls that went on when another gateway ended and closes the other records that
  /// it left open, which blocks, and then starts. The calls of a gateway that lives are let alone.
  public static Future<Realtime> start(Parts parts) {
    Lifeline lifeline = parts.storage().lifeline();
    StoredCallLedger ledger = new StoredCallLedger(parts.storage(), lifeline.number());
    int _ = ledger.closeDangling();
    List<CallLedger.Standing> standing = ledger.takeUp();
    return Owner.start(parts.vertx()).map(owner -> start(parts, owner, ledger, standing, lifeline));
  }

  private static Realtime start(
      Parts parts,
      Owner owner,
      StoredCallLedger ledger,
      List<CallLedger.Standing> standing,
      Lifeline lifeline) {
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
    LookGate looks = new LookGate(owner, new Places(parts.storage(), parts.background()));
    RealtimeHub hub =
        new RealtimeHub(
            parts.vertx(),
            owner,
            parts.realtimeLimits(),
            input -> {
              driver.submit(input);
              looks.heard(input);
            },
            presence);
    looks.start(parts.vertx(), (place, data) -> hub.publish(place.workspace(), "looking", data));
    StoredCallees callees = new StoredCallees(parts.storage(), parts.background());
    CallGate gate = new CallGate(owner, driver, callees, Ids::next, hub, looks);
    driver.start(gate);
    driver.takeUp(standing);
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
    return new Realtime(edge, presence, driver, hub, lifeline);
  }

  /// Takes a `GET /api/v1/realtime`.
  public Handler<HttpServerRequest> handler() {
    return edge;
  }

  /// From now on an end of a socket says nothing of its page: the gateway is about to stop, and
  /// calls go on without it.
  public void stopping() {
    hub.stopping();
  }

  /// Lets the next gateway take its calls up. Blocks. The end of the storage does the same.
  @Override
  public void close() {
    lifeline.close();
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
