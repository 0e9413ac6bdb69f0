package dev.tandem.gateway.account;

import dev.tandem.storage.Directory;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.AppPassword;
import dev.tandem.storage.workspace.AppPasswords;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/// The way in for phones: a member's e-mail address and one of their app passwords, with every
/// request. Nothing is remembered, so a password that was revoked, or whose member is gone, is out
/// with its next request.
///
/// Only failures are counted, because a phone that syncs asks a hundred times in a minute: by
/// network address, and by address and user together, so that one phone with an old password does
/// not shut out its owner's others elsewhere, and nobody can shut a member out from afar.
///
/// A failure goes into the audit log of the member whose address it named, so many of a member and
/// no more: what knocks all day does not fill the log.
public final class AppPasswordSignIn {
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  /// What a request's credentials came to.
  public sealed interface Result {
    /// In: this member, with this app password.
    record In(WorkspaceId workspace, UUID memberId, Role role, UUID appPassword)
        implements Result {}

    /// User and password do not fit; which one is not said.
    record Wrong() implements Result {}

    /// Too many failures.
    record TooMany(Duration pause) implements Result {}
  }

  private final Storage storage;
  private final Attempts byUser;
  private final Attempts byAddress;
  private final RefusedSignIns refused;
  private final InstantSource clock;
  private final AppPasswords passwords = new AppPasswords();
  private final Members members = new Members();

  /// `told` bounds how many failures of a member are audited; `behind` runs what is done behind the
  /// answer.
  public AppPasswordSignIn(
      Storage storage,
      Attempts byUser,
      Attempts byAddress,
      Attempts told,
      Executor behind,
      InstantSource clock) {
    this.storage = storage;
    this.byUser = byUser;
    this.byAddress = byAddress;
    this.refused = new RefusedSignIns(storage, told, behind, clock);
    this.clock = clock;
  }

  /// Looks up who `user`, an e-mail address, with the app password `typed` is; `peer` is the
  /// network address they ask from.
  public Result enter(String user, Secret<String> typed, String peer) {
    String email = Directory.email(user);
    String pair = peer + " " + email;
    Optional<Duration> pause =
        byAddress.pause(peer, clock.instant()).or(() -> byUser.pause(pair, clock.instant()));
    if (pause.isPresent()) {
      return new Result.TooMany(pause.get());
    }
    Optional<Result.In> in =
        Tokens.appPassword(typed.reveal())
            .flatMap(password -> storage.directory().appPassword(password))
            .flatMap(found -> enter(found, email));
    if (in.isPresent()) {
      return in.get();
    }
    var _ = byAddress.take(peer, clock.instant());
    var _ = byUser.take(pair, clock.instant());
    refused.appPassword(email, peer);
    return new Result.Wrong();
  }

  private Optional<Result.In> enter(Directory.Found found, String email) {
    return storage.inWorkspace(
        found.workspace(),
        tx -> passwords.find(tx, found.subject()).flatMap(password -> in(tx, password, email)));
  }

  private Optional<Result.In> in(Tenant tx, AppPassword password, String email) {
    Optional<Member> member =
        members.find(tx, password.memberId()).filter(one -> one.email().value().equals(email));
    if (member.isPresent() && due(tx, password)) {
      var _ = passwords.used(tx, password.id());
    }
    return member.map(one -> new Result.In(tx.workspace(), one.id(), one.role(), password.id()));
  }

  private static boolean due(Tenant tx, AppPassword password) {
    return password
        .lastUsedAt()
        .filter(last -> Duration.between(last, tx.now()).compareTo(USED_EVERY) < 0)
        .isEmpty();
  }
}
