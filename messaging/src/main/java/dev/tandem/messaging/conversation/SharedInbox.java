package dev.tandem.messaging.conversation;

import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.ConversationWork;
import dev.tandem.storage.workspace.Members;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What members do about conversations. Works in the caller's transaction.
public final class SharedInbox {
  /// A snooze is at least this long, so that it is no accident of two clocks.
  public static final Duration SHORTEST_SNOOZE = Duration.ofMinutes(1);

  /// A snooze is at most this long.
  public static final Duration LONGEST_SNOOZE = Duration.ofDays(366);

  private final Jobs jobs;
  private final ConversationWork work = new ConversationWork();
  private final Members members = new Members();

  public SharedInbox(Storage storage) {
    this.jobs = new Jobs(storage);
  }

  /// A field of the change and what is wrong with it.
  public record Refused(String field, String advice) {}

  /// Makes the change, or says why it cannot be made. That it is so already, or that there is no
  /// such conversation, is no refusal and changes nothing.
  public Optional<Refused> change(Tenant tx, UUID conversation, InboxChange change) {
    Optional<Refused> refused = refusal(tx, change);
    if (refused.isEmpty()) {
      boolean _ = make(tx, conversation, change);
    }
    return refused;
  }

  private Optional<Refused> refusal(Tenant tx, InboxChange change) {
    return switch (change) {
      case InboxChange.Open _, InboxChange.Done _ -> Optional.empty();
      case InboxChange.Snooze(Instant until) when until.isBefore(tx.now().plus(SHORTEST_SNOOZE)) ->
          Optional.of(new Refused("snoozed_until", "must be at least a minute from now"));
      case InboxChange.Snooze(Instant until) when until.isAfter(tx.now().plus(LONGEST_SNOOZE)) ->
          Optional.of(new Refused("snoozed_until", "must be within a year"));
      case InboxChange.Snooze _ -> Optional.empty();
      case InboxChange.Assign(Optional<UUID> member)
          when member.isPresent() && members.find(tx, member.get()).isEmpty() ->
          Optional.of(new Refused("assignee_id", "is not a member of this workspace"));
      case InboxChange.Assign _ -> Optional.empty();
    };
  }

  private boolean make(Tenant tx, UUID conversation, InboxChange change) {
    return switch (change) {
      case InboxChange.Open _ -> work.open(tx, conversation);
      case InboxChange.Done _ -> work.done(tx, conversation);
      case InboxChange.Snooze(Instant until) -> snooze(tx, conversation, until);
      case InboxChange.Assign(Optional<UUID> member) -> work.assign(tx, conversation, member);
    };
  }

  private boolean snooze(Tenant tx, UUID conversation, Instant until) {
    boolean snoozed = work.snooze(tx, conversation, until);
    if (snoozed) {
      var _ = jobs.enqueue(tx, Snoozes.KIND, conversation, until);
    }
    return snoozed;
  }
}
