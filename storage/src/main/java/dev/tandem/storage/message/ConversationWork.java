package dev.tandem.storage.message;

import dev.tandem.storage.Change;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Conversation.State;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a team does about a conversation. Every method answers whether anything changed: nothing
/// does when it was so already, or there is no such conversation.
public final class ConversationWork {

  public boolean open(Tenant tx, UUID id) {
    return state(tx, id, State.OPEN, Optional.empty());
  }

  public boolean done(Tenant tx, UUID id) {
    return state(tx, id, State.DONE, Optional.empty());
  }

  /// Puts it away until then. Who opens it at that time is the caller's matter ([#wake]).
  public boolean snooze(Tenant tx, UUID id, Instant until) {
    return state(tx, id, State.SNOOZED, Optional.of(until));
  }

  private static boolean state(Tenant tx, UUID id, State state, Optional<Instant> until) {
    return announced(
        tx,
        id,
        tx.sql()
            .change(
                """
                UPDATE tenant.conversation SET state = $2, snoozed_until = $3
                WHERE id = $1 AND (state, snoozed_until) IS DISTINCT FROM ($2, $3::timestamptz)
                """,
                id,
                state,
                until));
  }

  /// Opens a conversation that was snoozed until `now` or before.
  public boolean wake(Tenant tx, UUID id, Instant now) {
    return announced(
        tx,
        id,
        tx.sql()
            .change(
                """
                UPDATE tenant.conversation SET state = 'OPEN', snoozed_until = NULL
                WHERE id = $1 AND state = 'SNOOZED' AND snoozed_until <= $2
                """,
                id,
                now));
  }

  /// Gives it to a member of the workspace, or to nobody.
  public boolean assign(Tenant tx, UUID id, Optional<UUID> memberId) {
    return announced(
        tx,
        id,
        tx.sql()
            .change(
                """
                UPDATE tenant.conversation SET assignee_id = $2
                WHERE id = $1 AND assignee_id IS DISTINCT FROM $2::uuid
                """,
                id,
                memberId));
  }

  private static boolean announced(Tenant tx, UUID id, int changed) {
    if (changed == 1) {
      tx.announce(new Change.ConversationChanged(tx.workspace(), id));
    }
    return changed == 1;
  }
}
