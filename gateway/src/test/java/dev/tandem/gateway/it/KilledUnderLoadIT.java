package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: under load, with a carrier that fails in every way, no kill of the gateway loses a text
/// that was accepted, sends one twice, changes the order of a conversation or leaves a doubt.
///
/// Method: 200 texts a second, half of them in and half out, in 200 conversations; a carrier in
/// another process than the gateway drops, cuts, is silent, breaks, is busy and slow, and loses,
/// doubles and reorders its reports; `kill -9` after some seconds, over and over. In the end what
/// the gateway shows is compared with what was accepted, and with the carrier's ledger.
/// `-Dkill.rounds=30` makes it the whole show.
final class KilledUnderLoadIT {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 4);
  private static final int PER_SECOND = Integer.getInteger("kill.rate", 200);
  private static final int PEOPLE = 200;
  private static final long PATIENCE_MILLIS = 400_000;

  @Test
  void nothingIsLostSentTwiceReorderedOrLeftInDoubt(@TempDir Path directory) throws Exception {
    long seed = Long.getLong("kill.seed", new Random().nextLong());
    System.out.println("seed " + seed);
    Random faults = new Random(seed);
    Vertx vertx = Vertx.vertx();
    AtomicReference<CarrierCalls> calls = new AtomicReference<>();
    try (Workers workers = new Workers();
        LedgerCarrier carrier =
            new LedgerCarrier(
                vertx, () -> CarrierFault.any(faults), taken -> calls.get().reportOn(taken));
        Demo demo = Demo.start(directory, Map.of("TANDEM_SANDBOX_URL", carrier.url()))) {
      calls.set(new CarrierCalls(demo, workers, seed + 1));
      Crowd crowd = new Crowd(demo, calls.get(), workers, PEOPLE);
      long began = System.nanoTime();
      Doubts doubts = kills(demo, crowd, new Random(seed + 2));
      double seconds = (System.nanoTime() - began) / 1e9;
      settled(demo, crowd);
      workers.check();
      double settled = (System.nanoTime() - began) / 1e9 - seconds;
      compare(new Inbox(demo), crowd, carrier.ledger());
      System.out.printf(
          "%d kills in %.0f s: %d texts accepted, %.0f a second; %d doubts, %d look-ups,"
              + " all settled %.0f s after the last text; %s; reports and texts doubled %d, reports lost %d%n",
          ROUNDS,
          seconds,
          crowd.accepted(),
          crowd.accepted() / seconds,
          doubts.count + doubts.now(demo),
          carrier.lookUps(),
          settled,
          carrier.faults(),
          calls.get().doubled(),
          calls.get().lost());
    } finally {
      vertx.close().await();
    }
  }

  /// Texts that were in doubt, by what each process counted before its end.
  private static final class Doubts {
    private long count;

    long now(Demo demo) throws Exception {
      return demo.metric("tandem_messages_total{state=\"unconfirmed\"");
    }
  }

  private static Doubts kills(Demo demo, Crowd crowd, Random random) throws Exception {
    Doubts doubts = new Doubts();
    for (int round = 0; round < ROUNDS; round++) {
      speakFor(crowd, 3_000 + random.nextInt(3_000));
      doubts.count += doubts.now(demo);
      demo.kill();
      speakFor(crowd, 200);
      CompletableFuture<Void> back =
          CompletableFuture.runAsync(
              () -> {
                try {
                  demo.restart();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      while (!back.isDone()) {
        speakFor(crowd, 100);
      }
      back.join();
    }
    speakFor(crowd, 3_000);
    return doubts;
  }

  /// Evenly, whether the gateway is there or not.
  private static void speakFor(Crowd crowd, long millis) throws InterruptedException {
    long start = System.nanoTime();
    long pairs = millis * PER_SECOND / 2_000;
    for (long pair = 0; pair < pairs; pair++) {
      long due = pair * 2_000 / PER_SECOND;
      long now = (System.nanoTime() - start) / 1_000_000;
      if (due > now) {
        Pause.millis(due - now);
      }
      crowd.speak();
    }
  }

  private static void settled(Demo demo, Crowd crowd) throws Exception {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (crowd.waiting() > 0) {
      assertTrue(System.nanoTime() < end, () -> crowd.waiting() + " texts are not accepted");
      Pause.millis(100);
    }
    Inbox inbox = new Inbox(demo);
    while (!inbox.allSettled()) {
      assertTrue(System.nanoTime() < end, () -> "not settled: " + inbox.unsettled());
      Pause.millis(1_000);
    }
  }

  private static void compare(Inbox inbox, Crowd crowd, List<LedgerCarrier.Taken> ledger)
      throws Exception {
    Map<String, List<String>> taken =
        ledger.stream()
            .collect(
                Collectors.groupingBy(
                    LedgerCarrier.Taken::to,
                    Collectors.mapping(LedgerCarrier.Taken::text, Collectors.toList())));
    Map<String, Inbox.Texts> kept = inbox.read();
    for (Crowd.Talk talk : crowd.talks()) {
      Inbox.Texts texts = kept.getOrDefault(talk.person, Inbox.Texts.NONE);
      assertEquals(numbered("in ", talk.in.size()), talk.in);
      assertEquals(talk.in, texts.in(), "what the carrier was told is kept: " + talk.person);
      assertEquals(talk.out, texts.out(), "what the member was told is kept: " + talk.person);
      assertEquals(
          talk.out,
          taken.getOrDefault(talk.person, List.of()),
          "the carrier has each once and in order: " + talk.person);
    }
  }

  private static List<String> numbered(String word, int count) {
    return IntStream.range(0, count).mapToObj(number -> word + number).toList();
  }
}
