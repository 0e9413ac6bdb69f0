package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.CallInput;
import dev.tandem.gateway.call.CallOutput;
import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.RingPlan;
import dev.tandem.gateway.call.driver.CallAudience;
import dev.tandem.gateway.call.driver.CallDriver;
import dev.tandem.gateway.call.driver.Owner;
import dev.tandem.gateway.edge.http.Problem;
import dev.tandem.gateway.edge.http.ProblemCode;
import dev.tandem.gateway.edge.realtime.Callees.Callee;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Brings devices' commands to the calls, and what calls have to say back to devices. Owned by the
/// [Owner].
public final class CallGate implements CallAudience {
  /// Records waiting for the database; with more of them no call is started, so that none is lost.
  private static final int MAX_PENDING_RECORDS = 1_000;

  private record Asked(Session session, String id) {}

  private final Owner owner;
  private final CallDriver driver;
  private final Callees callees;
  private final Supplier<UUID> ids;
  private final RealtimeHub hub;
  private final LookGate looks;
  private final Map<Long, Asked> asked = new HashMap<>();
  private long lastTicket;

  /// @param ids gives fresh ids of calls
  CallGate(
      Owner owner,
      CallDriver driver,
      Callees callees,
      Supplier<UUID> ids,
      RealtimeHub hub,
      LookGate looks) {
    this.owner = owner;
    this.driver = driver;
    this.callees = callees;
    this.ids = ids;
    this.hub = hub;
    this.looks = looks;
  }

  /// Does a command, or repeats the reply of one that was done before.
  void order(Session session, ClientFrame.Ordered ordered) {
    owner.check();
    if (!session.begin(ordered.id())) {
      session.repeat(ordered.id());
      return;
    }
    Asked from = new Asked(session, ordered.id());
    Endpoint endpoint = session.endpoint;
    switch (ordered.command()) {
      case ClientCommand.CallStart start -> start(from, start);
      case ClientCommand.CallAnswer(UUID call, String sdp) ->
          submit(new CallInput.Answer(ticket(from), endpoint, call, sdp));
      case ClientCommand.CallDecline(UUID call) ->
          submit(new CallInput.Decline(ticket(from), endpoint, call));
      case ClientCommand.CallHangUp(UUID call) ->
          submit(new CallInput.HangUp(ticket(from), endpoint, call));
      case ClientCommand.CallCandidate(var call, var candidate) ->
          submit(new CallInput.Trickle(ticket(from), endpoint, call, candidate));
      case ClientCommand.CallConnected(UUID call, boolean relayed, var own) ->
          submit(new CallInput.Connected(ticket(from), endpoint, call, relayed, own));
      case ClientCommand.CallMute(UUID call, boolean muted) ->
          submit(new CallInput.Mute(ticket(from), endpoint, call, muted));
      case ClientCommand.CallDtmf(UUID call, char digit) ->
          submit(new CallInput.Dtmf(ticket(from), endpoint, call, digit));
      case ClientCommand.CallOffer(UUID call, String sdp) ->
          submit(new CallInput.Offer(ticket(from), endpoint, call, sdp));
      case ClientCommand.CallReanswer(UUID call, String sdp) ->
          submit(new CallInput.Reanswer(ticket(from), endpoint, call, sdp));
      case ClientCommand.Look look -> looks.order(session, ordered.id(), look);
    }
  }

  private void start(Asked from, ClientCommand.CallStart start) {
    if (driver.pendingRecords() >= MAX_PENDING_RECORDS) {
      refuse(from, unavailable());
      return;
    }
    Endpoint caller = from.session().endpoint;
    Party callee = new Party(caller.workspace(), start.toMember());
    Future<Optional<Callee>> toFind = callees.find(callee);
    Future<Optional<Callee>> fromFind = callees.find(caller.party());
    Future.all(toFind, fromFind)
        .onComplete(
            found ->
                owner.run(
                    () -> {
                      if (found.failed()) {
                        refuse(from, unavailable());
                      } else {
                        start(from, start, callee, toFind.result(), fromFind.result());
                      }
                    }));
  }

  private void start(
      Asked from,
      ClientCommand.CallStart start,
      Party callee,
      Optional<Callee> to,
      Optional<Callee> caller) {
    if (to.isEmpty() || caller.isEmpty()) {
      refuse(from, CallEvents.notFound());
      return;
    }
    submit(
        new CallInput.Start(
            ticket(from),
            from.session().endpoint,
            caller.get().name(),
            ids.get(),
            RingPlan.member(callee, to.get().ring()),
            start.sdp(),
            start.voicemailOnly()));
  }

  private long ticket(Asked from) {
    lastTicket++;
    asked.put(lastTicket, from);
    return lastTicket;
  }

  private void submit(CallInput input) {
    driver.submit(input);
  }

  @Override
  public void replied(CallOutput.Reply reply) {
    Asked from = asked.remove(reply.ticket());
    if (from == null) {
      throw new IllegalStateException("a command has one reply");
    }
    if (reply.refusal().isPresent()) {
      refuse(from, CallEvents.problem(reply.refusal().get()));
    } else {
      JsonObject data = new JsonObject().put("call_id", reply.call().toString());
      from.session().reply(from.id(), Frames.done(from.id(), data));
    }
  }

  @Override
  public void told(CallOutput.Signal signal) {
    hub.tell(signal.to(), CallEvents.of(signal));
  }

  @Override
  public void inCall(CallOutput.InCall change) {
    hub.inCall(change.party(), change.inCall());
  }

  private static void refuse(Asked from, Problem problem) {
    from.session().reply(from.id(), Frames.refused(from.id(), problem));
  }

  private static Problem unavailable() {
    return Problem.of(ProblemCode.UNAVAILABLE, "Try again in a moment.");
  }
}
