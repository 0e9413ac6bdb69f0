package dev.tandem.gateway.it;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// What the carrier calls the gateway for: reports of texts it took and texts that people sent.
/// Reports are lost, doubled and come in the wrong order by a seed, and are tried a few times only;
/// a text is called in until the gateway has said that it has it.
final class CarrierCalls {
  private static final int OK = 200;
  private static final int REPORT_TRIES = 3;

  private final Demo demo;
  private final Knocks knocks;
  private final Workers workers;
  private final Random random;
  private final AtomicInteger doubled = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  CarrierCalls(Demo demo, Workers workers, long seed) {
    this.demo = demo;
    this.knocks = new Knocks(demo, 32);
    this.workers = workers;
    this.random = new Random(seed);
  }

  int doubled() {
    return doubled.get();
  }

  int lost() {
    return lost.get();
  }

  /// Reports on the text that was taken, by and by.
  void reportOn(LedgerCarrier.Taken taken) {
    workers.begin(
        () -> {
          List<String> words =
              chance(10) ? List.of("delivered", "sent") : List.of("sent", "delivered");
          for (String word : words) {
            Pause.millis(20 + nextInt(300));
            if (chance(4)) {
              lost.incrementAndGet();
            } else {
              report(taken, word);
            }
            if (chance(5)) {
              doubled.incrementAndGet();
              report(taken, word);
            }
          }
        });
  }

  private void report(LedgerCarrier.Taken taken, String word) throws InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("MessageSid", taken.sid());
    form.put("AccountSid", demo.carrier().getString("account_id"));
    form.put("MessageStatus", word);
    for (int tries = 0; tries < REPORT_TRIES; tries++) {
      if (status(new SignedForm(taken.statusCallback(), form)) < 500) {
        return;
      }
    }
    lost.incrementAndGet();
  }

  /// Calls a text in until the gateway took it; some twice, some of these at the same time.
  void bring(Webhook text) throws InterruptedException {
    SignedForm call = new SignedForm(demo.baseUrl().resolve(text.path(demo)), text.form(demo));
    if (chance(3)) {
      again(call, 0);
    }
    while (status(call) != OK) {
      Pause.millis(100);
    }
    if (chance(3)) {
      again(call, 1_000);
    }
  }

  private void again(SignedForm call, int millis) {
    doubled.incrementAndGet();
    workers.begin(
        () -> {
          Pause.millis(millis);
          int _ = status(call);
        });
  }

  private int status(SignedForm call) throws InterruptedException {
    return knocks.status(() -> call.request(demo));
  }

  private synchronized boolean chance(int ofHundred) {
    return random.nextInt(100) < ofHundred;
  }

  private synchronized int nextInt(int bound) {
    return random.nextInt(bound);
  }
}
