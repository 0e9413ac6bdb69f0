package dev.tandem.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.contact.Contacts;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: news is what was committed, and bad news of a subscriber is nobody else's. Method: a
/// subscriber that throws before one that listens; a transaction that rolls back; one that is told
/// about another workspace.
@ExtendWith(SharedStorage.class)
final class SubscriberFailsAndCommitStandsTest {
  private final Storage storage;
  private final WorkspaceId workspace;

  SubscriberFailsAndCommitStandsTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("News");
  }

  @Test
  void a_failing_subscriber_and_a_rollback() throws InterruptedException {
    Changes.Subscription failing =
        storage
            .changes()
            .subscribe(
                change -> {
                  throw new IllegalStateException("a bug of the test's subscriber");
                });
    BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
    Changes.Subscription listening = storage.changes().subscribe(heard::add);
    assertThrows(
        IllegalStateException.class,
        () ->
            storage.inWorkspace(
                workspace,
                tx -> {
                  tx.announce(new Change.MembersChanged(workspace));
                  throw new IllegalStateException("rolled back");
                }));
    UUID id = Ids.next();
    storage.inWorkspace(workspace, tx -> new Contacts().create(tx, id, "Ann", List.of()));
    assertEquals(new Change.ContactChanged(workspace, id), heard.poll(10, TimeUnit.SECONDS));
    assertTrue(storage.inWorkspace(workspace, tx -> new Contacts().find(tx, id)).isPresent());
    failing.close();
    listening.close();
    assertTrue(heard.isEmpty());
  }

  @Test
  void a_change_belongs_to_its_workspace() {
    WorkspaceId other = storage.createWorkspace("Other");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            storage.inWorkspace(
                workspace,
                tx -> {
                  tx.announce(new Change.NumbersChanged(other));
                  return other;
                }));
  }
}
