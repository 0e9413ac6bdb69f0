package dev.tandem.media.record;

import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.leg.IceServer;
import dev.tandem.media.leg.VoiceLegs;
import dev.tandem.media.leg.webrtc.FarEnd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A caller and the voicemail that takes the call, wired as the gateway does it.
final class TestCall implements AutoCloseable {
  private final List<IceCandidate> early = new ArrayList<>();
  private final FarEnd caller;
  private final Tape tape;
  private @Nullable VoicemailSession session;

  private TestCall(List<IceServer> ice, boolean relayOnly) {
    caller = new FarEnd(ice, relayOnly, this::trickle);
    tape = new Tape(caller::answer, caller::candidate);
  }

  static TestCall start(
      VoiceLegs legs,
      List<IceServer> ice,
      boolean relayOnly,
      Greeting greeting,
      VoicemailLimits limits) {
    TestCall call = new TestCall(ice, relayOnly);
    VoicemailRequest request = new VoicemailRequest(call.caller.offer(), ice, greeting, limits);
    VoicemailSession session = VoicemailLine.over(legs).take(request, call.tape);
    synchronized (call) {
      call.session = session;
      call.early.forEach(session::remoteCandidate);
    }
    return call;
  }

  private synchronized void trickle(IceCandidate candidate) {
    if (session == null) {
      early.add(candidate);
    } else {
      session.remoteCandidate(candidate);
    }
  }

  FarEnd caller() {
    return caller;
  }

  Tape tape() {
    return tape;
  }

  synchronized VoicemailSession session() {
    VoicemailSession taken = session;
    if (taken == null) {
      throw new AssertionError("the call was not taken yet");
    }
    return taken;
  }

  @Override
  public void close() {
    session().hangUp();
    caller.close();
  }
}
