package dev.tandem.storage.contact;

import dev.tandem.storage.Tenant;
import java.time.Duration;

/// Stops somebody, or a phone gone wrong, from emptying the address book: within an hour a member,
/// with all their devices and keys together, deletes at most [#ALWAYS] contacts or a tenth of the
/// address book, whichever is more. What comes back in between counts no longer.
public final class DeletionBrake {
  /// Contacts that a member may delete within [#WITHIN], however small the address book is.
  public static final int ALWAYS = 20;

  /// The part of the address book that a member may delete within [#WITHIN].
  public static final int ONE_IN = 10;

  public static final Duration WITHIN = Duration.ofHours(1);

  /// Whether `author` may delete `more` contacts now. Counts without doubt under
  /// [AddressBook#lock].
  public boolean allows(Tenant tx, Author author, int more) {
    long deleted =
        tx.sql()
            .one(
                """
                SELECT count(*) AS deleted FROM tenant.contact
                WHERE deleted_at > $1 AND changed_by IS NOT DISTINCT FROM $2
                """,
                tx.now().minus(WITHIN),
                author.memberId())
            .map(row -> row.getLong("deleted"))
            .orElse(0L);
    if (deleted + more <= ALWAYS) {
      return true;
    }
    // The size that the address book had before this hour's deletions.
    long size = new AddressBook().size(tx) + deleted;
    return deleted + more <= size / ONE_IN;
  }
}
