package dev.tandem.gateway.account;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.audit.AuditLog;
import java.util.Optional;
import java.util.UUID;

/// The door through which deeds come into a workspace's audit log, in the transaction that does
/// them. It holds the log until that transaction ends, so it is called last.
public final class AuditTrail {
  private final AuditLog log = new AuditLog();

  /// What a principal did; an API key that was used is named.
  public void add(
      Tenant tx,
      Principal principal,
      AuditAction action,
      Optional<UUID> subject,
      AuditDetail detail) {
    AuditDetail told =
        switch (principal.credential()) {
          case Principal.Device _ -> detail;
          case Principal.ApiKey(UUID id) -> detail.and(Field.VIA, "api_key " + id);
        };
    var _ = log.append(tx, Optional.of(principal.memberId()), action, subject, told);
  }

  /// What a principal did to one thing, with nothing more to tell.
  public void add(Tenant tx, Principal principal, AuditAction action, UUID subject) {
    add(tx, principal, action, Optional.of(subject), AuditDetail.none());
  }

  /// What a member did before they were anybody's principal.
  void add(Tenant tx, UUID member, AuditAction action, UUID subject, AuditDetail detail) {
    var _ = log.append(tx, Optional.of(member), action, Optional.of(subject), detail);
  }

  /// What nobody known did: somebody at the door, an operator, the gateway itself.
  public void addUnknown(
      Tenant tx, AuditAction action, Optional<UUID> subject, AuditDetail detail) {
    var _ = log.append(tx, Optional.empty(), action, subject, detail);
  }
}
