package dev.tandem.gateway.account;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.OneTimeLink;
import dev.tandem.storage.workspace.OneTimeLinks;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Makes one-time links. The token stands in the address's *fragment*: browsers keep that to
/// themselves, so no server log, proxy or `Referer` ever sees it.
public final class Invitations {
  private final Tokens tokens;
  private final String origin;
  private final Duration life;
  private final OneTimeLinks links = new OneTimeLinks();
  private final AuditTrail trail = new AuditTrail();

  public Invitations(Tokens tokens, String origin, Duration life) {
    this.tokens = tokens;
    this.origin = origin;
    this.life = life;
  }

  /// A link that signs `memberId` in, made by an operator of this gateway.
  public Secret<String> signIn(Tenant tx, UUID memberId) {
    return make(tx, Optional.empty(), Optional.of(memberId), OneTimeLink.Purpose.SIGN_IN);
  }

  /// The same, made by somebody who may invite.
  public Secret<String> signIn(Tenant tx, Principal by, UUID memberId) {
    return make(tx, Optional.of(by), Optional.of(memberId), OneTimeLink.Purpose.SIGN_IN);
  }

  /// A link that makes the workspace's first owner.
  public Secret<String> makeOwner(Tenant tx) {
    return make(tx, Optional.empty(), Optional.empty(), OneTimeLink.Purpose.MAKE_OWNER);
  }

  private Secret<String> make(
      Tenant tx, Optional<Principal> by, Optional<UUID> memberId, OneTimeLink.Purpose purpose) {
    Secret<String> token = tokens.next();
    links.create(tx, memberId, purpose, token, tx.now().plus(life));
    by.ifPresentOrElse(
        principal ->
            trail.add(tx, principal, AuditAction.SIGN_IN_LINK_MADE, memberId, AuditDetail.none()),
        () -> trail.addUnknown(tx, AuditAction.SIGN_IN_LINK_MADE, memberId, AuditDetail.none()));
    return Secret.of(origin + "/#link=" + token.reveal());
  }
}
