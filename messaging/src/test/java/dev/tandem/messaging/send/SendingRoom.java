package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// An office, a fake carrier of its own and an outbox between them, with pauses short enough for
/// tests.
record SendingRoom(Office office, FakeCarrier carrier, Outbox outbox, SubmitText submit)
    implements AutoCloseable {
  static final OutboxSettings FAST =
      new OutboxSettings(
          new DeliveryPolicy(
              Duration.ofMillis(5),
              Duration.ofMillis(50),
              List.of(Duration.ofMillis(50)),
              Duration.ofMillis(50),
              Duration.ofDays(3)),
          Duration.ofMillis(400),
          Duration.ofMillis(200),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          64,
          Duration.ofSeconds(2));

  static SendingRoom open(Storage storage, long seed) {
    FakeCarrier carrier = new FakeCarrier("fake");
    Office office = Office.open(storage, "fake");
    Outbox outbox =
        new Outbox(
            storage,
            new Carriers(List.of(carrier)),
            new WebhookAddress(URI.create("https://phone.example")),
            FAST,
            InstantSource.system(),
            new Random(seed));
    outbox.start();
    return new SendingRoom(
        office, carrier, outbox, new SubmitText(storage, outbox, new Carriers(List.of(carrier))));
  }

  UUID send(String to, String text) {
    return submitted(Ids.next().toString(), to, text).message().id();
  }

  Submitted submitted(String key, String to, String text) {
    return assertInstanceOf(Submitted.class, submit(key, to, text));
  }

  SubmitResult submit(String key, String to, String text) {
    return submit.submit(
        office.workspace(),
        office.member(),
        key,
        new TextDraft(office.number().e164(), List.of(to), text));
  }

  Message settled(UUID id, MessageState state) {
    Office.eventually("message in state " + state, () -> office.message(id).state().equals(state));
    return office.message(id);
  }

  /// Ends once nothing is left to do, so that the next room's carrier gets its own texts only.
  @Override
  public void close() {
    Jobs jobs = new Jobs(office.storage());
    try (outbox) {
      Office.eventually("an empty queue", () -> jobs.nextDue(Outbox.KIND).isEmpty());
    }
  }
}
