package dev.tandem.gateway.account;

import dev.tandem.storage.Directory;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into a member's workspace that somebody was not let in as them. It does so behind the
/// answer, whose time would tell otherwise whether the address is a member's. Attempts with an
/// address that is nobody's belong to no workspace and are not written.
final class RefusedSignIns {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedSignIns.class);

  private final Storage storage;
  private final Attempts told;
  private final Executor behind;
  private final InstantSource clock;
  private final AuditTrail trail = new AuditTrail();

  /// `told` lets one note of a limit through for each address and window, so that who goes on
  /// trying does not fill the log.
  RefusedSignIns(Storage storage, Attempts told, Executor behind, InstantSource clock) {
    this.storage = storage;
    this.told = told;
    this.behind = behind;
    this.clock = clock;
  }

  void wrong(Directory.Found member, String method, String peer) {
    later(() -> note(member, AuditAction.SESSION_REFUSED, method, peer));
  }

  void limited(String email, String peer) {
    if (told.take(email, clock.instant()).isEmpty()) {
      later(
          () ->
              storage
                  .directory()
                  .memberByEmail(email)
                  .ifPresent(
                      member -> note(member, AuditAction.SESSION_LIMITED, "password", peer)));
    }
  }

  /// A wrong app password, as often as `told` lets through for each address.
  void appPassword(String email, String peer) {
    if (told.take(email, clock.instant()).isEmpty()) {
      later(
          () ->
              storage
                  .directory()
                  .memberByEmail(email)
                  .ifPresent(
                      member ->
                          note(member, AuditAction.APP_PASSWORD_REFUSED, "app_password", peer)));
    }
  }

  private void note(Directory.Found member, AuditAction action, String method, String peer) {
    storage.inWorkspace(
        member.workspace(),
        tx -> {
          trail.addUnknown(
              tx,
              action,
              Optional.of(member.subject()),
              AuditDetail.of(Field.METHOD, method).and(Field.ADDRESS, peer));
          return true;
        });
  }

  private void later(Runnable note) {
    try {
      behind.execute(
          () -> {
            try {
              note.run();
            } catch (StorageException e) {
              LOG.warn("A refused sign-in could not be written to the audit log", e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.warn("A refused sign-in came while the gateway stops and is not in the audit log");
    }
  }
}
