package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.send.FakeCarrier.Entry;
import dev.tandem.messaging.send.FakeCarrier.Fault;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.NumberHosts;
import dev.tandem.storage.workspace.Numbers;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a text that one carrier has certainly not taken goes by the other that hosts the number;
/// in all it is sent once, and one that a carrier may have is never given to another. Method: two
/// carriers with ledgers and faults, in order and at random; the seed is printed.
@ExtendWith(RealStorage.class)
class TextGoesByTheOtherCarrierTest {
  private static final String PERSON = "+12025550123";

  /// A sending room whose number is hosted on two carriers.
  private record Both(SendingRoom room, FakeCarrier other, UUID second) implements AutoCloseable {
    static Both open(Storage storage, long seed) {
      FakeCarrier first = new FakeCarrier("fake");
      FakeCarrier other = new FakeCarrier("other");
      Office office = Office.open(storage, "fake");
      UUID second =
          storage.inWorkspace(
              office.workspace(),
              tx -> {
                UUID account =
                    new CarrierAccounts()
                        .create(
                            tx,
                            "other",
                            "second-" + Ids.next(),
                            Secret.of("token"),
                            Optional.empty())
                        .orElseThrow()
                        .id();
                UUID number = new Numbers().byE164(tx, office.number().e164()).orElseThrow().id();
                new NumberHosts().set(tx, number, List.of(office.accountId(), account));
                return account;
              });
      Carriers carriers = new Carriers(List.of(first, other));
      Outbox outbox =
          new Outbox(
              storage,
              carriers,
              new WebhookAddress(URI.create("https://phone.example")),
              SendingRoom.FAST,
              InstantSource.system(),
              new Random(seed));
      outbox.start();
      return new Both(
          new SendingRoom(office, first, outbox, new SubmitText(storage, outbox, carriers)),
          other,
          second);
    }

    /// Sends a text with a picture.
    UUID sendPicture(String text) {
      Office office = room.office();
      UUID upload = office.upload(new byte[] {1});
      TextDraft draft =
          new TextDraft(
              office.number().e164(), List.of(PERSON), text, List.of(upload), Duration.ZERO);
      return assertInstanceOf(
              Submitted.class,
              room.submit()
                  .submit(office.workspace(), office.member(), Ids.next().toString(), draft))
          .message()
          .id();
    }

    List<String> first() {
      return room.carrier().ledger().stream().map(Entry::text).toList();
    }

    List<String> others() {
      return other.ledger().stream().map(Entry::text).toList();
    }

    @Override
    public void close() {
      room.close();
    }
  }

  @Test
  void whatTheFirstDoesNotTakeGoesByTheOther(RealStorage.Opened opened) {
    for (Fault fault : List.of(Fault.SUSPENDED, Fault.BUSY)) {
      try (Both both = Both.open(opened.storage(), 101)) {
        both.room().carrier().always(() -> fault);
        UUID id = both.room().send(PERSON, "hello");
        Message sent = both.room().settled(id, MessageState.SENT);
        assertEquals(List.of(), both.first());
        assertEquals(List.of("hello"), both.others());
        assertEquals(
            Optional.of(both.second()), sent.carrierAccountId(), "reports come from there");
      }
    }
  }

  @Test
  void whatGoesAlongIsGivenOnlyToWhoTakesIt(RealStorage.Opened opened) {
    try (Both both = Both.open(opened.storage(), 107)) {
      both.room().carrier().takesFiles(1).always(() -> Fault.SUSPENDED);
      Message failed = both.room().settled(both.sendPicture("look"), MessageState.FAILED);
      assertEquals(Optional.of("suspended"), failed.errorCode());
      assertEquals(List.of(), both.others());
      both.other().takesFiles(1);
      both.room().settled(both.sendPicture("look again"), MessageState.SENT);
      assertEquals(List.of("look again"), both.others());
    }
  }

  @Test
  void aPersonsNoIsNoReasonToAskAnother(RealStorage.Opened opened) {
    try (Both both = Both.open(opened.storage(), 102)) {
      both.room().carrier().always(() -> Fault.REFUSED);
      both.room().settled(both.room().send(PERSON, "hello"), MessageState.FAILED);
      assertEquals(List.of(), both.others());
    }
  }

  @Test
  void whatMayHaveLeftIsGivenToNobodyElse(RealStorage.Opened opened) {
    try (Both both = Both.open(opened.storage(), 103)) {
      both.room().carrier().cannotTell().next(Fault.ANSWER_LOST);
      UUID id = both.room().send(PERSON, "hello");
      both.room().settled(id, MessageState.UNCONFIRMED);
      both.room().carrier().always(() -> Fault.SUSPENDED);
      both.room().settled(both.room().send("+12025550124", "next"), MessageState.SENT);
      assertEquals(List.of("hello"), both.first());
      assertEquals(List.of("next"), both.others());
    }
  }

  @Test
  void whenNoneTakesItForNowItWaitsAndOneThatWillNotIsNoEnd(RealStorage.Opened opened) {
    try (Both both = Both.open(opened.storage(), 104)) {
      both.room().carrier().next(Fault.BUSY, Fault.BUSY);
      both.other().always(() -> Fault.SUSPENDED);
      both.room().settled(both.room().send(PERSON, "hello"), MessageState.SENT);
      assertEquals(List.of("hello"), both.first());
      assertEquals(List.of(), both.others());
    }
  }

  @Test
  void whenNeitherWillItFailsWithTheReason(RealStorage.Opened opened) {
    try (Both both = Both.open(opened.storage(), 105)) {
      both.room().carrier().always(() -> Fault.SUSPENDED);
      both.other().always(() -> Fault.SUSPENDED);
      Message failed = both.room().settled(both.room().send(PERSON, "hello"), MessageState.FAILED);
      assertEquals(Optional.of("suspended"), failed.errorCode());
    }
  }

  @Test
  void theNextAccountTakesOverForOneThatIsRemoved(RealStorage.Opened opened) {
    try (Both both = Both.open(opened.storage(), 106)) {
      Office office = both.room().office();
      boolean removed =
          office
              .storage()
              .inWorkspace(
                  office.workspace(), tx -> new CarrierAccounts().remove(tx, office.accountId()));
      assertTrue(removed);
      both.room().settled(both.room().send(PERSON, "hello"), MessageState.SENT);
      assertEquals(List.of("hello"), both.others());
    }
  }

  @Test
  void whateverBothDoEachTextIsSentOnceInAll(RealStorage.Opened opened) {
    long seed = Long.getLong("tandem.failover.seed", 20_261_122L);
    System.out.println("fail-over seed " + seed);
    Random chance = new Random(seed);
    Fault[] faults = {
      Fault.NONE, Fault.BUSY, Fault.SUSPENDED, Fault.ANSWER_LOST, Fault.REQUEST_LOST, Fault.NONE
    };
    try (Both both = Both.open(opened.storage(), seed)) {
      for (FakeCarrier carrier : List.of(both.room().carrier(), both.other())) {
        Random own = new Random(chance.nextLong());
        carrier.always(
            () -> {
              synchronized (own) {
                return faults[own.nextInt(faults.length)];
              }
            });
      }
      List<UUID> texts = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        texts.add(both.room().send("+1202555%04d".formatted(3000 + i % 12), "text " + i));
      }
      Map<UUID, Integer> taken = new HashMap<>();
      for (UUID id : texts) {
        Office.eventually(
            "text " + id + " is settled",
            () ->
                Stream.of(MessageState.SENT, MessageState.FAILED)
                    .anyMatch(both.room().office().message(id).state()::equals));
      }
      Stream.of(both.room().carrier(), both.other())
          .flatMap(carrier -> carrier.ledger().stream())
          .forEach(entry -> taken.merge(entry.messageId(), 1, Integer::sum));
      for (UUID id : texts) {
        int wanted = both.room().office().message(id).state() == MessageState.SENT ? 1 : 0;
        assertEquals(wanted, taken.getOrDefault(id, 0), "text " + id + ", seed " + seed);
      }
      assertTrue(!both.first().isEmpty() && !both.others().isEmpty(), "both were used");
    }
  }
}
