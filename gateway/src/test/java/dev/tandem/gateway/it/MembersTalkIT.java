package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: two members hear each other, directly and when both hide behind the relay.
///
/// Method: two Chromiums whose microphones play 440 and 880 Hz; what each hears from the other is
/// measured in its own page. The relay-only call also asks the relay whether it carried packets.
final class MembersTalkIT {
  private static final double CALLER_TONE = 440;
  private static final double CALLEE_TONE = 880;

  @Test
  void directlyAndThroughTheRelay(@TempDir Path directory) throws Exception {
    try (Chromium chromium = Chromium.open();
        Demo demo = Demo.start(directory, Map.of());
        Browser first = chromium.launch(Tone.write(directory.resolve("a.wav"), CALLER_TONE));
        Browser second = chromium.launch(Tone.write(directory.resolve("b.wav"), CALLEE_TONE));
        Member caller = Member.signIn(first, demo, 0);
        Member callee = Member.signIn(second, demo, 1)) {
      talk(caller, callee);
      assertEquals("answered", newestCall(demo).getString("outcome"));

      caller.useRelayOnly();
      callee.useRelayOnly();
      long before = relayedPackets(demo);
      talk(caller, callee);
      assertTrue(relayedPackets(demo) - before > 100, "the relay carried the second call");
      List<JsonObject> calls = demo.list("/api/v1/calls", 0);
      assertEquals(2, calls.size(), "one record a call");
      assertTrue(calls.stream().allMatch(call -> call.getString("ended_at") != null));
    }
  }

  @Test
  void throughTheRelayOverTcpAndOverTls(@TempDir Path directory) throws Exception {
    try (Chromium chromium = Chromium.open();
        Demo demo = Demo.start(directory, Map.of());
        Browser first = chromium.launch(Tone.write(directory.resolve("a.wav"), CALLER_TONE));
        Browser second = chromium.launch(Tone.write(directory.resolve("b.wav"), CALLEE_TONE));
        Member caller = Member.signIn(first, demo, 0);
        Member callee = Member.signIn(second, demo, 1)) {
      for (String way : List.of("turn:.*transport=tcp", "turns:.*")) {
        for (Member member : List.of(caller, callee)) {
          member.knowsRelayOnlyAs(way);
          member.useRelayOnly();
        }
        long before = relayedPackets(demo);
        talk(caller, callee);
        assertTrue(relayedPackets(demo) - before > 100, "the relay carried the call over " + way);
      }
    }
  }

  private static void talk(Member caller, Member callee) {
    caller.call(callee);
    callee.answer();
    caller.awaitCall("talking");
    callee.awaitCall("talking");
    Member.Heard atCallee = callee.listen(4);
    Member.Heard atCaller = caller.listen(4);
    assertTrue(atCallee.is(CALLER_TONE), "the callee heard " + atCallee);
    assertTrue(atCaller.is(CALLEE_TONE), "the caller heard " + atCaller);
    caller.hangUp();
    caller.awaitNoCall();
    callee.awaitNoCall();
  }

  private static JsonObject newestCall(Demo demo) throws Exception {
    return demo.list("/api/v1/calls", 0).getFirst();
  }

  private static long relayedPackets(Demo demo) throws Exception {
    return demo.metric("tandem_relay_packets");
  }
}
