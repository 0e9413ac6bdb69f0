package dev.tandem.messaging.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.storage.Change;
import dev.tandem.storage.Ids;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.message.Conversation.State;
import dev.tandem.storage.message.ConversationFilter;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: what is finished or put away leaves the list of open conversations, and comes back with
/// the next text or on time; who takes a conversation is known to all. Method: one conversation in
/// a workspace with one member; time is a number.
@ExtendWith(RealStorage.class)
class TeamSharesAnInboxTest {
  private static final String OUTSIDE = "+12025550123";

  private final Office office;
  private final UUID member;
  private final UUID conversation;
  private final SharedInbox inbox;
  private final Snoozes snoozes;

  TeamSharesAnInboxTest(RealStorage.Opened opened) {
    office = Office.open(opened.storage(), "sandbox");
    inbox = new SharedInbox(opened.storage());
    snoozes = new Snoozes(opened.storage());
    member =
        office
            .storage()
            .inWorkspace(
                office.workspace(),
                tx ->
                    new Members()
                        .create(
                            tx,
                            Ids.next() + "@office.invalid",
                            "Ada",
                            Role.MEMBER,
                            Optional.empty())
                        .orElseThrow()
                        .id());
    conversation =
        office
            .storage()
            .inWorkspace(
                office.workspace(),
                tx ->
                    new Conversations()
                        .findOrCreate(
                            tx,
                            new Numbers().byE164(tx, office.number().e164()).orElseThrow().id(),
                            List.of(OUTSIDE)));
  }

  @Test
  void whatIsDoneLeavesTheOpenOnesUntilATextComesIn() {
    assertEquals(List.of(conversation), listed(State.OPEN));
    assertEquals(Optional.empty(), change(new InboxChange.Done()));
    assertEquals(List.of(), listed(State.OPEN));
    assertEquals(List.of(conversation), listed(State.DONE));
    text(Direction.OUT);
    assertEquals(List.of(conversation), listed(State.DONE), "an own text opens nothing");
    text(Direction.IN);
    assertEquals(List.of(conversation), listed(State.OPEN));
  }

  @Test
  void whatIsSnoozedComesBackOnTimeAndSaysSo() {
    Instant until = now().plus(Duration.ofHours(1));
    assertEquals(Optional.empty(), change(new InboxChange.Snooze(until)));
    assertEquals(List.of(conversation), listed(State.SNOOZED));
    assertEquals(Optional.of(until), seen().snoozedUntil());
    Queue<Change> told = new ConcurrentLinkedQueue<>();
    office.storage().changes().subscribe(told::add);

    wake(until.minusMillis(1));
    assertEquals(State.SNOOZED, seen().state());
    wake(until);
    assertEquals(State.OPEN, seen().state());
    assertEquals(Optional.empty(), seen().snoozedUntil());
    Office.eventually(
        "windows hear of it",
        () -> told.contains(new Change.ConversationChanged(office.workspace(), conversation)));
    assertFalse(snoozes.wake(until), "nothing is left to do");
  }

  @Test
  void theLastSnoozeCounts() {
    Instant first = now().plus(Duration.ofHours(1));
    Instant second = first.plus(Duration.ofHours(1));
    change(new InboxChange.Snooze(first));
    change(new InboxChange.Snooze(second));
    wake(first);
    assertEquals(State.SNOOZED, seen().state());
    wake(second);
    assertEquals(State.OPEN, seen().state());
  }

  @Test
  void aTextThatComesInEndsASnooze() {
    Instant until = now().plus(Duration.ofHours(1));
    change(new InboxChange.Snooze(until));
    text(Direction.IN);
    assertEquals(State.OPEN, seen().state());
    change(new InboxChange.Done());
    wake(until);
    assertEquals(State.DONE, seen().state(), "the job of a snooze that is over opens nothing");
  }

  @Test
  void aSnoozeHasItsLimits() {
    Instant now = now();
    for (Instant until : List.of(now, now.plusSeconds(30), now.plus(Duration.ofDays(367)))) {
      assertEquals(
          Optional.of("snoozed_until"),
          change(new InboxChange.Snooze(until)).map(SharedInbox.Refused::field));
    }
    assertEquals(State.OPEN, seen().state());
  }

  @Test
  void whoTakesItIsAMember() {
    assertEquals(
        Optional.of("assignee_id"),
        change(new InboxChange.Assign(Optional.of(Ids.next()))).map(SharedInbox.Refused::field));
    assertEquals(Optional.empty(), change(new InboxChange.Assign(Optional.of(member))));
    assertEquals(Optional.of(member), seen().assigneeId());
    assertEquals(List.of(conversation), assigned(member));
    assertEquals(Optional.empty(), change(new InboxChange.Assign(Optional.empty())));
    assertEquals(List.of(), assigned(member));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }

  private Optional<SharedInbox.Refused> change(InboxChange change) {
    return office
        .storage()
        .inWorkspace(office.workspace(), tx -> inbox.change(tx, conversation, change));
  }

  private void wake(Instant now) {
    boolean more = true;
    while (more) {
      more = snoozes.wake(now);
    }
  }

  private Conversation seen() {
    return office
        .storage()
        .inWorkspace(
            office.workspace(),
            tx -> new Conversations().find(tx, member, conversation).orElseThrow());
  }

  private List<UUID> listed(State state) {
    return listed(new ConversationFilter(Optional.of(state), Optional.empty(), Optional.empty()));
  }

  private List<UUID> assigned(UUID to) {
    return listed(new ConversationFilter(Optional.empty(), Optional.of(to), Optional.empty()));
  }

  private List<UUID> listed(ConversationFilter filter) {
    return office
        .storage()
        .inWorkspace(
            office.workspace(),
            tx -> new Conversations().page(tx, member, filter, Optional.empty(), 10))
        .items()
        .stream()
        .map(Conversation::id)
        .toList();
  }

  private void text(Direction direction) {
    boolean in = direction == Direction.IN;
    String ours = office.number().e164();
    NewMessage text =
        new NewMessage(
            Ids.next(),
            conversation,
            direction,
            Personal.of(in ? OUTSIDE : ours),
            Personal.of(List.of(in ? ours : OUTSIDE)),
            Personal.of("hello"),
            in ? MessageState.RECEIVED : MessageState.QUEUED,
            1,
            Encoding.GSM7,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    boolean added =
        office
            .storage()
            .inWorkspace(office.workspace(), tx -> new Messages().append(tx, text).added());
    assertTrue(added);
  }
}
