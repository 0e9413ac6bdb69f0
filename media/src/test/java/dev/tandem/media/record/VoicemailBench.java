package dev.tandem.media.record;

import dev.tandem.media.audio.Sound;
import dev.tandem.media.audio.Tones;
import dev.tandem.media.leg.LegLimits;
import dev.tandem.media.leg.webrtc.WebRtcLegs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Measures what voicemail costs: load time, CPU a session by kind of thread, memory of many
/// sessions. Linux only; run by hand, on a machine that does nothing else:
///
/// ```
/// mvn -q -pl media test-compile exec:exec -Dexec.skip=false -Dexec.executable=java \
///     -Dexec.classpathScope=test -Dexec.args="-cp %classpath dev.tandem.media.record.VoicemailBench 20 20"
/// ```
///
/// The callers run in the same process: libwebrtc's threads are counted for both ends together.
final class VoicemailBench {
  private static final long TICKS_A_SECOND = 100;

  private VoicemailBench() {}

  public static void main(String[] args) throws Exception {
    int sessions = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    say("before: " + memory());
    long began = System.nanoTime();
    WebRtcLegs legs = WebRtcLegs.open(LegLimits.standard());
    say("probe: " + millis(began) + " ms, " + legs.availability() + ", " + memory());
    Greeting greeting = new Greeting(Tones.sine(700, 300, 0.3));

    TestCall first = start(legs, greeting);
    say("first session answers after " + millis(began) + " ms, library loaded; " + memory());
    first.close();
    first.tape().awaitEnd();
    say("no session: " + memory());

    Sound words = Tones.sine(440, (seconds + 1) * 1_000, 0.3);
    List<TestCall> calls = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      calls.add(start(legs, greeting));
    }
    for (TestCall call : calls) {
      if (!call.tape().awaitRecording()) {
        throw new AssertionError("a session does not record");
      }
      call.caller().say(words);
    }
    say(sessions + " sessions, both ends in this process: " + memory());
    Map<String, Long> before = cpu();
    TestCall clock = calls.getFirst();
    clock.caller().awaitHeard(clock.caller().heardMillis() + seconds / 2 * 1_000);
    clock.caller().awaitHeard(clock.caller().heardMillis() + (seconds - seconds / 2) * 1_000);
    Map<String, Long> after = cpu();
    say("after " + seconds + " s of recording (callers keep what they hear): " + memory());
    long all = 0;
    for (Map.Entry<String, Long> entry : after.entrySet()) {
      long ticks = entry.getValue() - before.getOrDefault(entry.getKey(), 0L);
      all += ticks;
      if (ticks > 0) {
        say(
            String.format(
                "  %-18s %.2f %% of a core a session",
                entry.getKey(), percent(ticks, seconds, sessions)));
      }
    }
    say(
        String.format(
            "  %-18s %.2f %% of a core a session",
            "all, both ends", percent(all, seconds, sessions)));
    calls.forEach(TestCall::close);
    for (TestCall call : calls) {
      call.tape().awaitEnd();
    }
    legs.close();
    say("closed: " + memory());
    // The callers' own factory has threads that would keep the process.
    System.exit(0);
  }

  private static TestCall start(WebRtcLegs legs, Greeting greeting) throws InterruptedException {
    TestCall call = TestCall.start(legs, List.of(), false, greeting, VoicemailLimits.standard());
    if (!call.caller().awaitConnected()) {
      throw new AssertionError("a session does not connect");
    }
    return call;
  }

  private static double percent(long ticks, int seconds, int sessions) {
    return 100.0 * ticks / TICKS_A_SECOND / seconds / sessions;
  }

  private static long millis(long since) {
    return (System.nanoTime() - since) / 1_000_000;
  }

  private static String memory() throws IOException {
    System.gc();
    long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String resident = lines.filter(line -> line.startsWith("VmRSS")).findAny().orElse("VmRSS ?");
      return resident.replaceAll("\\s+", " ") + ", heap " + heap / 1_000_000 + " MB";
    }
  }

  /// CPU ticks by kind of thread.
  private static Map<String, Long> cpu() throws IOException {
    Map<String, Long> ticks = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long used = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        ticks.merge(name.replaceAll("[0-9#-]+$", ""), used, Long::sum);
      }
    }
    return ticks;
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
