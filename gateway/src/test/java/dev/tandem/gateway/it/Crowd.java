package dev.tandem.gateway.it;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// People outside and a member inside who text each other without a pause, each conversation in its
/// own order: the next text is handed over once the one before was accepted, however often that has
/// to be tried.
final class Crowd {
  private static final int CREATED = 201;

  /// One conversation: what was accepted of it, in order.
  static final class Talk {
    final String person;
    final List<String> in = new ArrayList<>();
    final List<String> out = new ArrayList<>();
    private final LinkedBlockingQueue<Workers.Work> calledIn = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Workers.Work> handedIn = new LinkedBlockingQueue<>();

    Talk(String person) {
      this.person = person;
    }
  }

  private final Demo demo;
  private final CarrierCalls calls;
  private final Knocks knocks;
  private final List<Talk> talks = new ArrayList<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger sids = new AtomicInteger();
  private int turn;

  Crowd(Demo demo, CarrierCalls calls, Workers workers, int people) {
    this.demo = demo;
    this.calls = calls;
    this.knocks = new Knocks(demo, 32);
    for (int i = 0; i < people; i++) {
      Talk talk = new Talk("+1202555%04d".formatted(1000 + i));
      talks.add(talk);
      workers.begin(() -> work(talk.calledIn));
      workers.begin(() -> work(talk.handedIn));
    }
  }

  private void work(LinkedBlockingQueue<Workers.Work> queue) throws InterruptedException {
    while (true) {
      queue.take().run();
      waiting.decrementAndGet();
    }
  }

  List<Talk> talks() {
    return talks;
  }

  /// Texts that were not accepted yet.
  int waiting() {
    return waiting.get();
  }

  int accepted() {
    return talks.stream().mapToInt(talk -> talk.in.size() + talk.out.size()).sum();
  }

  /// One text each way in the next conversation.
  void speak() {
    Talk talk = talks.get(turn % talks.size());
    int number = turn / talks.size();
    turn++;
    waiting.addAndGet(2);
    String sid = "SM%032x".formatted(0xface0000L + sids.incrementAndGet());
    talk.calledIn.add(() -> callIn(talk, sid, "in " + number));
    talk.handedIn.add(() -> handIn(talk, UUID.randomUUID().toString(), "out " + number));
  }

  private void callIn(Talk talk, String sid, String text) throws InterruptedException {
    calls.bring(new Webhook(sid, talk.person, demo.number(0), text));
    talk.in.add(text);
  }

  private void handIn(Talk talk, String key, String text) throws InterruptedException {
    JsonObject draft =
        new JsonObject()
            .put("from", demo.number(0))
            .put("to", new JsonArray().add(talk.person))
            .put("text", text);
    while (knocks.status(() -> request(key, draft)) != CREATED) {
      Pause.millis(100);
    }
    talk.out.add(text);
  }

  private HttpRequest request(String key, JsonObject draft) {
    return demo.request("/api/v1/messages", demo.apiKey(0))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(draft.encode()))
        .build();
  }
}
