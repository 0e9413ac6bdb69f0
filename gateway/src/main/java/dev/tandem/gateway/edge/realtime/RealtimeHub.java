package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.CallInput;
import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.driver.Owner;
import dev.tandem.gateway.call.driver.Presence;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All realtime sessions: who is connected, who is only cut off, who is silent. Owned by the
/// [Owner].
public final class RealtimeHub {
  private static final long SWEEP_MILLIS = 1_000;
  private static final int SESSION_ID_BYTES = 16;

  private final Owner owner;
  private final RealtimeLimits limits;
  private final Consumer<CallInput> calls;
  private final Presence presence;
  private final SecureRandom random = new SecureRandom();
  private final Map<UUID, Map<Endpoint, Session>> sessions = new HashMap<>();

  private boolean stopping;

  /// Devices signed out not long ago, by when: a socket that was just being admitted is refused
  /// too.
  private final Map<UUID, Long> revoked = new HashMap<>();

  /// @param calls hears which endpoints live, are cut, fall silent and go
  public RealtimeHub(
      Vertx vertx,
      Owner owner,
      RealtimeLimits limits,
      Consumer<CallInput> calls,
      Presence presence) {
    this.owner = owner;
    this.limits = limits;
    this.calls = calls;
    this.presence = presence;
    vertx.setPeriodic(SWEEP_MILLIS, id -> owner.run(this::sweep));
  }

  /// Tells `event` to all devices of a workspace.
  public void publish(UUID workspace, String event, JsonObject data) {
    publish(workspace, any -> true, event, data);
  }

  /// Tells `event` to all devices of some members of a workspace.
  public void publish(UUID workspace, Set<UUID> members, String event, JsonObject data) {
    publish(workspace, endpoint -> members.contains(endpoint.party().member()), event, data);
  }

  private void publish(UUID workspace, Predicate<Endpoint> to, String event, JsonObject data) {
    String encoded = data.encode();
    owner.run(
        () -> {
          for (Session session : sessions.getOrDefault(workspace, Map.of()).values()) {
            if (to.test(session.endpoint)) {
              session.tell(event, encoded);
            }
          }
        });
  }

  /// Members of `workspace` that have a session, connected or resumable: to whom an event matters.
  public void listeners(UUID workspace, Consumer<List<Party>> then) {
    owner.run(
        () ->
            then.accept(
                sessions.getOrDefault(workspace, Map.of()).keySet().stream()
                    .map(Endpoint::party)
                    .distinct()
                    .toList()));
  }

  /// From now on sockets end because the gateway stops.
  public void stopping() {
    owner.run(() -> stopping = true);
  }

  /// Ends the session of a device that was signed out.
  public void revoke(UUID workspace, UUID device) {
    owner.run(
        () -> {
          revoked.put(device, System.nanoTime());
          for (Session session : List.copyOf(inWorkspace(workspace))) {
            if (session.endpoint.device().equals(device)) {
              close(session, CloseCode.SIGNED_OUT);
              leave(session);
            }
          }
        });
  }

  // ---- what sockets report, on the owner ----

  /// The first frame of a socket: goes on with a session or begins one. Null if it was turned away.
  @Nullable Session hello(Outlet outlet, Endpoint endpoint, Optional<ClientFrame.Resume> resume) {
    owner.check();
    if (revoked.containsKey(endpoint.device())) {
      outlet.close(CloseCode.SIGNED_OUT);
      return null;
    }
    Session known = sessions.getOrDefault(endpoint.workspace(), Map.of()).get(endpoint);
    if (known != null) {
      close(known, CloseCode.REPLACED);
      if (resume.filter(wanted -> fits(known, wanted)).isPresent()) {
        return goOn(known, outlet, resume.get().seq());
      }
    } else if (inWorkspace(endpoint.workspace()).size() >= limits.sessionsPerWorkspace()) {
      outlet.close(CloseCode.TOO_FAST, "The workspace has as many devices as it may have.");
      return null;
    }
    if (resume.isEmpty()) {
      startAnew(known, endpoint);
    }
    return begin(outlet, endpoint, resume.isPresent());
  }

  /// The device's page began anew: what the former one had is gone, also of the time of another
  /// gateway.
  private void startAnew(@Nullable Session known, Endpoint endpoint) {
    if (known != null) {
      leave(known);
    } else {
      calls.accept(new CallInput.EndpointGone(endpoint));
    }
  }

  private static boolean fits(Session session, ClientFrame.Resume wanted) {
    return session.id.equals(wanted.session()) && session.log.reachesBack(wanted.seq());
  }

  private Session goOn(Session session, Outlet outlet, long seq) {
    session.log.acknowledge(seq);
    session.outlet = outlet;
    welcome(session, seq, true);
    session.log.after(seq).forEach(session::send);
    heard(session, outlet);
    calls.accept(new CallInput.EndpointLive(session.endpoint, false));
    return session;
  }

  private Session begin(Outlet outlet, Endpoint endpoint, boolean missed) {
    byte[] id = new byte[SESSION_ID_BYTES];
    random.nextBytes(id);
    EventLog log = new EventLog(limits.events(), limits.eventBytes());
    Session session = new Session(HexFormat.of().formatHex(id), endpoint, log, System.nanoTime());
    session.outlet = outlet;
    session.live = true;
    sessions.computeIfAbsent(endpoint.workspace(), key -> new HashMap<>()).put(endpoint, session);
    welcome(session, 0, false);
    notePresence(session, true);
    calls.accept(new CallInput.EndpointLive(endpoint, missed));
    return session;
  }

  private void welcome(Session session, long seq, boolean resumed) {
    UUID device = session.endpoint.device();
    session.send(Frames.welcome(session.id, seq, resumed, device, limits.beat()));
  }

  /// Something came through this socket: the device is there.
  void heard(Session session, Outlet outlet) {
    if (session.outlet != outlet) {
      return;
    }
    session.heardAt = System.nanoTime();
    if (!session.live) {
      session.live = true;
      notePresence(session, true);
      calls.accept(new CallInput.EndpointLive(session.endpoint, false));
    }
  }

  /// The socket ended. `away` means that its page was closed for good.
  void closed(Session session, Outlet outlet, boolean away) {
    if (session.outlet != outlet || stopping) {
      return;
    }
    session.outlet = null;
    if (away) {
      leave(session);
    } else {
      calls.accept(new CallInput.EndpointCut(session.endpoint));
    }
  }

  // ---- what is told to devices ----

  void tell(Endpoint endpoint, CallEvents.Event event) {
    owner.check();
    Session session = sessions.getOrDefault(endpoint.workspace(), Map.of()).get(endpoint);
    if (session != null) {
      session.tell(event.name(), event.data().encode());
    }
  }

  void inCall(Party party, boolean inCall) {
    if (presence.inCall(party, inCall)) {
      tellPresence(party);
    }
  }

  private void notePresence(Session session, boolean live) {
    if (presence.live(session.endpoint, live)) {
      tellPresence(session.endpoint.party());
    }
  }

  private void tellPresence(Party party) {
    String state = presence.of(party).name().toLowerCase(Locale.ROOT);
    publish(
        party.workspace(),
        "presence",
        new JsonObject().put("member_id", party.member().toString()).put("presence", state));
  }

  // ---- time ----

  private void sweep() {
    long now = System.nanoTime();
    revoked.values().removeIf(at -> now - at > limits.keep().toNanos());
    List<Session> all = new ArrayList<>();
    sessions.values().forEach(workspace -> all.addAll(workspace.values()));
    for (Session session : all) {
      sweep(session, now);
    }
  }

  private void sweep(Session session, long now) {
    if (session.live && isPast(session.heardAt, limits.silence(), now)) {
      session.live = false;
      close(session, CloseCode.SILENT);
      notePresence(session, false);
      calls.accept(new CallInput.EndpointSilent(session.endpoint));
    }
    if (session.outlet != null && isPast(session.beatAt, limits.beat(), now)) {
      session.beatAt = now;
      session.send(Frames.BEAT);
    }
    if (session.outlet == null && isPast(session.heardAt, limits.keep(), now)) {
      leave(session);
    }
  }

  private static boolean isPast(long since, Duration span, long now) {
    return now - since > span.toNanos();
  }

  private void close(Session session, CloseCode code) {
    if (session.outlet != null) {
      session.outlet.close(code);
      session.outlet = null;
    }
  }

  /// The device is gone for good: nothing is kept for it.
  private void leave(Session session) {
    Map<Endpoint, Session> workspace = sessions.get(session.endpoint.workspace());
    if (workspace == null || !workspace.remove(session.endpoint, session)) {
      return;
    }
    if (workspace.isEmpty()) {
      sessions.remove(session.endpoint.workspace());
    }
    calls.accept(new CallInput.EndpointGone(session.endpoint));
    if (session.live) {
      session.live = false;
      notePresence(session, false);
    }
  }

  private Collection<Session> inWorkspace(UUID workspace) {
    return sessions.getOrDefault(workspace, Map.of()).values();
  }
}
