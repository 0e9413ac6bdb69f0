package dev.tandem.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.job.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a text knows how many of its conversation have to leave before it, however much came in
/// between, and who leaves finds the next. Method: lines of texts in all states, among texts that
/// came in; jobs that wait for others.
@ExtendWith(SharedStorage.class)
final class TextsWaitInLineTest {
  private static final Duration LEASE = Duration.ofHours(1);

  private final String kind = "test-" + UUID.randomUUID();
  private final UnsentTexts unsent = new UnsentTexts();
  private final TextFixture texts;
  private final Jobs jobs;

  TextsWaitInLineTest(Storage storage) {
    texts = new TextFixture(storage);
    jobs = new Jobs(storage);
  }

  private Message out(int number) {
    return texts.append(texts.outbound("out " + number)).message();
  }

  private void in(int count) {
    for (int i = 0; i < count; i++) {
      texts.append(texts.inbound("in " + i, Optional.of("SM" + UUID.randomUUID())));
    }
  }

  private int before(Message message) {
    return texts.storage.inWorkspace(
        texts.workspace, tx -> unsent.before(tx, message.conversationId(), message.seq()));
  }

  private List<UUID> after(Message message) {
    return texts.storage.inWorkspace(texts.workspace, tx -> unsent.after(tx, message.id()));
  }

  private void advance(Message message, MessageState state) {
    boolean _ =
        texts.storage.inWorkspace(
            texts.workspace,
            tx ->
                texts.messages.advance(
                    tx, message.id(), state, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private void hold(Message message, Instant until) {
    texts.storage.inWorkspace(
        texts.workspace,
        tx -> {
          unsent.holdOthers(tx, message.id(), until);
          return true;
        });
  }

  @Test
  void behind_each_that_has_not_left() {
    Message first = out(1);
    Message second = out(2);
    Message third = out(3);
    assertEquals(List.of(0, 1, 2), List.of(before(first), before(second), before(third)));
    advance(first, MessageState.SENDING);
    assertEquals(2, before(third), "one that is being sent has not left");
    advance(first, MessageState.SENT);
    assertEquals(1, before(third));
    advance(second, MessageState.CANCELED);
    assertEquals(0, before(third));
  }

  @Test
  void however_many_came_in_between() {
    Message first = out(1);
    in(150);
    Message second = out(2);
    assertEquals(1, before(second));
    assertEquals(List.of(second.id()), after(first));
  }

  @Test
  void behind_a_doubt_as_long_as_it_holds() {
    Message first = out(1);
    Message second = out(2);
    advance(first, MessageState.UNCONFIRMED);
    assertEquals(0, before(second));
    hold(first, Instant.now().plusSeconds(3_600));
    assertEquals(1, before(second));
    hold(first, Instant.now().minusSeconds(1));
    assertEquals(0, before(second));
  }

  @Test
  void a_long_line_is_counted_as_far_as_needed() {
    List<Message> line = IntStream.range(0, UnsentTexts.LINE + 20).mapToObj(this::out).toList();
    assertEquals(UnsentTexts.LINE, before(line.getLast()));
    assertEquals(
        line.stream().skip(1).limit(UnsentTexts.LINE).map(Message::id).toList(),
        after(line.getFirst()));
  }

  @Test
  void the_first_that_waits_is_called_up() {
    Instant due = Instant.now();
    List<Message> line = List.of(out(1), out(2), out(3));
    texts.storage.inWorkspace(
        texts.workspace,
        tx -> {
          line.forEach(message -> jobs.enqueue(tx, kind, message.id(), due));
          return true;
        });
    List<JobClaim> claims = jobs.claim(kind, due, LEASE, 3);
    claims.stream()
        .filter(claim -> !claim.subjectId().equals(line.getFirst().id()))
        .forEach(claim -> assertTrue(jobs.putBehind(claim, Instant.parse("2099-01-01T00:00:00Z"))));
    assertEquals(List.of(), jobs.claim(kind, Instant.now(), LEASE, 3));
    assertTrue(callUp(line));
    List<JobClaim> called = jobs.claim(kind, Instant.now(), LEASE, 3);
    assertEquals(List.of(line.get(1).id()), called.stream().map(JobClaim::subjectId).toList());
    assertEquals(1, called.getFirst().attempts(), "to wait is no attempt");
    assertTrue(callUp(line), "the one behind it is left");
    assertFalse(callUp(line), "nobody waits any more");
  }

  private boolean callUp(List<Message> line) {
    return texts.storage.inWorkspace(
        texts.workspace, tx -> jobs.callUp(tx, line.stream().map(Message::id).toList()));
  }
}
