package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.media.stun.TransportAddress;
import io.vertx.core.json.JsonObject;

/// A call between two programs: its signalling by the gateway, its voice by the relay.
record ProgramCall(
    String id, Program caller, Program callee, RelayedVoice callerVoice, RelayedVoice calleeVoice)
    implements AutoCloseable {

  /// Two new members who talk.
  static ProgramCall begin(Demo demo, int number) throws Exception {
    Program caller = Program.join(demo, 2 * number);
    Program callee = Program.join(demo, 2 * number + 1);
    String id =
        caller
            .does(
                "call.start",
                new JsonObject().put("to_member_id", callee.memberId()).put("sdp", Program.SDP))
            .getString("call_id");
    assertEquals(id, callee.event("call.incoming").getString("call_id"));
    JsonObject call = new JsonObject().put("call_id", id);
    callee.does("call.answer", call.copy().put("sdp", Program.SDP));
    JsonObject _ = caller.event("call.answered");
    RelayedVoice callerVoice = new RelayedVoice(caller.relayCredentials());
    RelayedVoice calleeVoice = new RelayedVoice(callee.relayCredentials());
    TransportAddress atCaller = callerVoice.allocate();
    TransportAddress atCallee = calleeVoice.allocate();
    callerVoice.connect(atCallee);
    calleeVoice.connect(atCaller);
    callerVoice.talk();
    calleeVoice.talk();
    ProgramCall talking = new ProgramCall(id, caller, callee, callerVoice, calleeVoice);
    talking.report();
    return talking;
  }

  /// Both say that they are relayed.
  void report() throws Exception {
    JsonObject own = new JsonObject().put("relayed", true).put("bytes", 160 * callerVoice.heard());
    JsonObject said = new JsonObject().put("call_id", id).put("relayed", true).put("own", own);
    caller.does("call.connected", said);
    callee.does("call.connected", said);
  }

  long heard() {
    return Math.min(callerVoice.heard(), calleeVoice.heard());
  }

  long lost() {
    return callerVoice.lost() + calleeVoice.lost();
  }

  void resume() throws Exception {
    caller.resume();
    callee.resume();
  }

  /// One side hangs up, and the other hears it.
  void hangUp(boolean byCaller) throws Exception {
    JsonObject call = new JsonObject().put("call_id", id);
    (byCaller ? caller : callee).does("call.hangup", call);
    JsonObject ended = (byCaller ? callee : caller).event("call.ended");
    assertEquals(id, ended.getString("call_id"));
    assertEquals("hung_up", ended.getString("reason"));
  }

  @Override
  public void close() {
    callerVoice.close();
    calleeVoice.close();
    caller.close();
    callee.close();
  }
}
