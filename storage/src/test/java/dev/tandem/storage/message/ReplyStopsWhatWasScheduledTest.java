package dev.tandem.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Change;
import dev.tandem.storage.Changes;
import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.schedule.NewScheduledText;
import dev.tandem.storage.schedule.ScheduledText;
import dev.tandem.storage.schedule.ScheduledText.HeldFor;
import dev.tandem.storage.schedule.ScheduledText.State;
import dev.tandem.storage.schedule.ScheduledTexts;
import dev.tandem.storage.seal.Personal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a text that was to leave unless they reply is stopped by the reply, in the reply's own
/// transaction, by either way in; what leaves in any case, other conversations and repeats are let
/// alone. Method: a real database; sender and reply cross in both orders.
@ExtendWith(SharedStorage.class)
final class ReplyStopsWhatWasScheduledTest {
  private final TextFixture texts;
  private final ScheduledTexts scheduled = new ScheduledTexts();
  private final Storage storage;

  ReplyStopsWhatWasScheduledTest(Storage storage) {
    this.storage = storage;
    texts = new TextFixture(storage);
  }

  private UUID schedule(UUID conversation, boolean unlessReply) {
    return storage.inWorkspace(
        texts.workspace,
        tx ->
            scheduled
                .create(
                    tx,
                    new NewScheduledText(
                        Ids.next(),
                        conversation,
                        texts.member,
                        Personal.of("are you still coming?"),
                        tx.now().plus(Duration.ofHours(1)),
                        unlessReply))
                .id());
  }

  private ScheduledText read(UUID id) {
    return storage.inWorkspace(texts.workspace, tx -> scheduled.find(tx, id)).orElseThrow();
  }

  private Messages.Appended reply(String providerId) {
    return storage.inWorkspace(
        texts.workspace,
        tx -> texts.messages.append(tx, texts.inbound("yes", Optional.of(providerId))));
  }

  @Test
  void a_reply_alone_or_in_a_batch_stops_it_and_says_so() {
    Queue<Change> told = new ConcurrentLinkedQueue<>();
    try (Changes.Subscription _ = storage.changes().subscribe(told::add)) {
      for (boolean batch : new boolean[] {false, true}) {
        UUID unless = schedule(texts.conversation, true);
        UUID always = schedule(texts.conversation, false);
        assertEquals(State.WAITING, read(unless).state());
        told.clear();
        if (batch) {
          var _ =
              new MessageIntake(storage)
                  .append(texts.workspace, texts.inbound("yes", Optional.of("b" + Ids.next())));
        } else {
          var _ = reply("a" + Ids.next());
        }
        assertEquals(State.REPLIED, read(unless).state());
        assertEquals(State.WAITING, read(always).state());
        Change expected = new Change.ScheduledTextsChanged(texts.workspace, texts.conversation);
        while (!told.contains(expected)) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void our_own_texts_other_conversations_and_repeats_stop_nothing() {
    String once = "c" + Ids.next();
    assertTrue(reply(once).added());
    UUID other =
        storage.inWorkspace(
            texts.workspace,
            tx -> texts.conversations.findOrCreate(tx, texts.number, List.of("+12025550177")));
    UUID here = schedule(texts.conversation, true);
    UUID there = schedule(other, true);
    var _ =
        storage.inWorkspace(
            texts.workspace, tx -> texts.messages.append(tx, texts.outbound("by the way")));
    assertFalse(reply(once).added(), "the carrier called again");
    assertEquals(State.WAITING, read(here).state());
    var _ = reply("d" + Ids.next());
    assertEquals(
        List.of(State.REPLIED, State.WAITING), List.of(read(here).state(), read(there).state()));
  }

  @Test
  void whoComesFirstWins() throws Exception {
    UUID sent = schedule(texts.conversation, true);
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch replying = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> sending =
          threads.submit(
              () ->
                  storage.inWorkspace(
                      texts.workspace,
                      tx -> {
                        assertTrue(texts.conversations.hold(tx, texts.conversation));
                        boolean waits =
                            scheduled.lock(tx, sent).orElseThrow().state() == State.WAITING;
                        held.countDown();
                        await(replying);
                        return waits && scheduled.sent(tx, sent, Ids.next());
                      }));
      held.await();
      Future<Messages.Appended> reply =
          threads.submit(
              () -> {
                replying.countDown();
                return reply("e" + Ids.next());
              });
      assertTrue(sending.get());
      assertTrue(reply.get().added());
    }
    assertEquals(State.SENT, read(sent).state());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatStayedWaitsForSomebodyAndGoesOnWhenItIsGivenATime() {
    UUID id = schedule(texts.conversation, true);
    Instant later =
        Instant.now().plus(Duration.ofDays(1)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    UUID other = Ids.next();
    storage.inWorkspace(
        texts.workspace,
        tx -> {
          assertTrue(scheduled.hold(tx, id, HeldFor.LATE));
          assertFalse(scheduled.hold(tx, id, HeldFor.REFUSED), "held once");
          assertFalse(scheduled.postpone(tx, id, later), "it waits no more");
          assertTrue(scheduled.change(tx, id, other, Personal.of("anew"), later, false));
          return true;
        });
    ScheduledText again = read(id);
    assertEquals(
        List.of(State.WAITING, later, later),
        List.of(again.state(), again.sendAt(), again.wantedAt()));
    assertEquals(other, again.authorMemberId());
    assertEquals("anew", again.text().value());
    assertEquals(Optional.empty(), again.heldFor());
    storage.inWorkspace(
        texts.workspace,
        tx -> {
          assertTrue(scheduled.sent(tx, id, Ids.next()));
          assertFalse(scheduled.cancel(tx, id), "it has left");
          assertFalse(scheduled.change(tx, id, other, Personal.of("x"), later, false));
          assertEquals(List.of(), scheduled.of(tx, texts.conversation));
          return true;
        });
  }
}
