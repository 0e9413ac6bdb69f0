package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.send.FakeCarrier.Entry;
import dev.tandem.messaging.send.FakeCarrier.Fault;
import dev.tandem.messaging.send.SubmitResult.NotWelcome;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.storage.Ids;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.message.DeadLetters;
import dev.tandem.storage.message.DeadLetters.DeadLetter;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: what failed for good is listed with its reason until a member decides; sent again it
/// leaves once, however often it is asked for, and not against anybody's will; what may have
/// arrived is never offered. Method: a carrier that refuses, its ledger, members who click at once.
@ExtendWith(RealStorage.class)
class FailedTextIsSentOnceMoreTest {
  private static final String PERSON = "+12025550123";

  private static <T> T in(SendingRoom room, TenantWork<T> work) {
    return room.office().storage().inWorkspace(room.office().workspace(), work);
  }

  private static List<UUID> listed(SendingRoom room) {
    return in(room, tx -> new DeadLetters().page(tx, Optional.empty(), 100)).items().stream()
        .map(DeadLetter::message)
        .map(Message::id)
        .toList();
  }

  private static Optional<SubmitResult> retry(SendingRoom room, UUID id) {
    Optional<SubmitResult> result =
        in(
            room,
            tx -> new RetryText(room.submit()).retry(tx, id, room.office().member(), Night.ANYWAY));
    room.submit().wake();
    return result;
  }

  /// A text that the carrier reported as lost.
  private static UUID lost(SendingRoom room, String text) {
    UUID id = room.send(PERSON, text);
    room.settled(id, MessageState.SENT);
    in(
        room,
        tx ->
            new Messages()
                .advance(
                    tx,
                    id,
                    MessageState.UNDELIVERED,
                    Optional.of("30003"),
                    Optional.empty(),
                    Optional.empty()));
    return id;
  }

  @Test
  void membersWhoClickAtOnceSendItOnce(RealStorage.Opened opened) throws Exception {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 91)) {
      UUID id = lost(room, "hello");
      assertEquals(List.of(id), listed(room));
      List<Future<Optional<SubmitResult>>> clicks = new ArrayList<>();
      try (ExecutorService members = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 6; i++) {
          clicks.add(members.submit(() -> retry(room, id)));
        }
      }
      List<SubmitResult> results = new ArrayList<>();
      for (Future<Optional<SubmitResult>> click : clicks) {
        click.get().ifPresent(results::add);
      }
      Message again = assertInstanceOf(Submitted.class, results.getFirst()).message();
      assertEquals(1, results.size());
      room.settled(again.id(), MessageState.SENT);
      assertEquals(
          List.of("hello", "hello"), room.carrier().ledger().stream().map(Entry::text).toList());
      assertEquals(List.of(), listed(room));
      assertEquals(MessageState.UNDELIVERED, room.office().message(id).state());
    }
  }

  @Test
  void whoWantsNoMoreGetsNoMore(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 92)) {
      UUID id = lost(room, "hello");
      in(
          room,
          tx -> {
            UUID number =
                new Numbers().byE164(tx, room.office().number().e164()).orElseThrow().id();
            return new ConsentGate().heard(tx, number, PERSON, "STOP", Ids.next(), true);
          });
      assertInstanceOf(NotWelcome.class, retry(room, id).orElseThrow());
      assertEquals(List.of(id), listed(room), "it is decided another way");
      assertTrue(
          FailedTextIsSentOnceMoreTest.<Boolean>in(room, tx -> new DeadLetters().settle(tx, id)));
      assertEquals(List.of(), listed(room));
      assertEquals(Optional.empty(), retry(room, id));
      assertEquals(1, room.carrier().ledger().size());
    }
  }

  @Test
  void whatMayHaveArrivedIsNotOffered(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 93)) {
      room.carrier().cannotTell().next(Fault.ANSWER_LOST);
      UUID doubtful = room.send(PERSON, "hello");
      room.settled(doubtful, MessageState.UNCONFIRMED);
      Office.eventually("its job is done with", () -> jobless(room, doubtful));
      assertEquals(List.of(), listed(room));
      assertEquals(Optional.empty(), retry(room, doubtful));
    }
  }

  /// What a crash left with a carrier whose account is gone since may have arrived; what no carrier
  /// was given has not.
  @Test
  void whatACrashLeftWithARemovedAccountIsADoubt(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 94)) {
      UUID left = held(room, "left in the middle");
      UUID queued = held(room, "never begun");
      in(
          room,
          tx ->
              new Messages()
                  .advance(
                      tx,
                      left,
                      MessageState.SENDING,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty()));
      boolean removed = in(room, tx -> new CarrierAccounts().remove(tx, room.office().accountId()));
      assertTrue(removed);
      int due =
          in(
              room,
              tx ->
                  tx.sql()
                      .change(
                          """
                          UPDATE system.job SET due_at = now(), fence = CASE WHEN subject_id = $1 THEN 1 ELSE 0 END
                          WHERE subject_id IN ($1, $2)
                          """,
                          left,
                          queued));
      assertEquals(2, due);
      room.outbox().wake();
      room.settled(left, MessageState.UNCONFIRMED);
      room.settled(queued, MessageState.FAILED);
      assertEquals(List.of(queued), listed(room));
      assertEquals(List.of(), room.carrier().ledger());
    }
  }

  /// Another conversation each, so that none waits for the other.
  private static UUID held(SendingRoom room, String text) {
    String to = text.startsWith("left") ? "+12025550124" : "+12025550125";
    TextDraft draft =
        new TextDraft(room.office().number().e164(), List.of(to), text, TextDraft.MAX_HOLD);
    return assertInstanceOf(
            Submitted.class,
            room.submit()
                .submit(
                    room.office().workspace(),
                    room.office().member(),
                    Ids.next().toString(),
                    draft))
        .message()
        .id();
  }

  private static boolean jobless(SendingRoom room, UUID message) {
    return in(
        room,
        tx -> tx.sql().one("SELECT 1 FROM system.job WHERE subject_id = $1", message).isEmpty());
  }
}
