package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: `kill -9` of the gateway during ten relayed calls is heard in none of them; the gateway
/// that returns takes them up, either side hangs up as ever, and each record closes once.
///
/// Method: a relay process and a gateway process. Nine calls are of programs that speak the
/// realtime protocol and send packets of voice's size through the relay each 20 ms; the tenth is of
/// two Chromiums that may use nothing but the relay and play tones, which are measured at the far
/// end while there is no gateway.
final class GatewayIsKilledDuringTenCallsIT {
  private static final double CALLER_TONE = 440;
  private static final double CALLEE_TONE = 880;
  private static final int PROGRAMS_CALLS = 9;

  @Test
  void soundGoesOnAndTheGatewayEndsThemProperly(@TempDir Path directory) throws Exception {
    List<ProgramCall> calls = new ArrayList<>();
    try (Chromium chromium = Chromium.open();
        RelayServer relay = RelayServer.start(directory, java.util.Map.of());
        Demo demo = Demo.start(directory, RelayServer.usedBy(relay));
        Browser first = chromium.launch(Tone.write(directory.resolve("a.wav"), CALLER_TONE));
        Browser second = chromium.launch(Tone.write(directory.resolve("b.wav"), CALLEE_TONE));
        Member caller = Member.signIn(first, demo, 0);
        Member callee = Member.signIn(second, demo, 1)) {
      for (int number = 0; number < PROGRAMS_CALLS; number++) {
        calls.add(ProgramCall.begin(demo, number));
      }
      caller.useRelayOnly();
      callee.useRelayOnly();
      caller.call(callee);
      callee.answer();
      caller.awaitCall("talking");
      callee.awaitCall("talking");
      assertTrue(callee.listen(2).is(CALLER_TONE), "before the kill");
      // Chromium's two and the programs' eighteen; it may try the relay over TCP beside UDP.
      assertTrue(relay.metric("tandem_relay_allocations ") >= 20, "all ten are relayed");

      demo.kill();
      long[] before = calls.stream().mapToLong(ProgramCall::heard).toArray();
      Member.Heard atCallee = callee.listen(3);
      Member.Heard atCaller = caller.listen(3);
      assertTrue(atCallee.is(CALLER_TONE), "without a gateway the callee heard " + atCallee);
      assertTrue(atCaller.is(CALLEE_TONE), "without a gateway the caller heard " + atCaller);
      for (int i = 0; i < before.length; i++) {
        assertTrue(
            calls.get(i).heard() - before[i] > 100, "call " + i + " is heard without a gateway");
      }

      demo.restart();
      caller.awaitLine("online");
      callee.awaitLine("online");
      for (ProgramCall call : calls) {
        call.resume();
        call.report();
      }
      assertTrue(callee.listen(2).is(CALLER_TONE), "after the return");
      caller.awaitCall("talking");
      assertEquals(10, demo.metric("tandem_calls_open "), "the gateway knows all ten");
      for (ProgramCall call : calls) {
        assertEquals(0, call.lost(), "no packet of voice was lost");
      }

      for (int i = 0; i < calls.size(); i++) {
        calls.get(i).hangUp(i % 2 == 0);
      }
      callee.hangUp();
      callee.awaitNoCall();
      caller.awaitNoCall();
      closedOnce(demo);
    } finally {
      calls.forEach(ProgramCall::close);
    }
  }

  private static void closedOnce(Demo demo) throws Exception {
    List<JsonObject> records = demo.list("/api/v1/calls", 0);
    for (int tries = 0; open(records) && tries < 100; tries++) {
      boolean _ = new Semaphore(0).tryAcquire(100, TimeUnit.MILLISECONDS);
      records = demo.list("/api/v1/calls", 0);
    }
    assertEquals(10, records.size(), "one record a call");
    for (JsonObject record : records) {
      assertEquals("answered", record.getString("outcome"), record.encode());
      assertTrue(record.getString("ended_at") != null, record.encode());
      JsonObject use = record.getJsonObject("relay");
      assertTrue(use.getJsonObject("caller").getBoolean("relayed"), record.encode());
      assertTrue(use.getJsonObject("callee").getBoolean("relayed"), record.encode());
    }
    assertEquals(0, demo.metric("tandem_calls_open "));
    assertEquals(10, demo.metric("tandem_calls_ended_total{outcome=\"answered\"}"), "each once");
  }

  private static boolean open(List<JsonObject> records) {
    return records.stream().anyMatch(record -> record.getString("outcome") == null);
  }
}
