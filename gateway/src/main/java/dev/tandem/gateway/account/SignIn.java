package dev.tandem.gateway.account;

import dev.tandem.storage.Directory;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.Device;
import dev.tandem.storage.workspace.Devices;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.OneTimeLink;
import dev.tandem.storage.workspace.OneTimeLinks;
import dev.tandem.storage.workspace.Role;
import dev.tandem.storage.workspace.WorkspaceRecord;
import dev.tandem.storage.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;

/// The ways in: e-mail and password, or a link that works once. Whoever follows their first link
/// chooses a password with it; the link is not used up while something is missing.
public final class SignIn {
  /// Shortest password that may be chosen.
  public static final int PASSWORD_CHARS_MIN = 10;

  /// What an attempt came to.
  public sealed interface Result {
    /// In: the token is for the client alone.
    record SignedIn(WorkspaceRecord workspace, Member member, Device device, Secret<String> token)
        implements Result {}

    /// E-mail and password do not fit; which one is not said.
    record Wrong() implements Result {}

    /// The link is unknown, used up or expired.
    record LinkUnusable() implements Result {}

    /// The link is good, and these fields are needed with it.
    record Missing(List<String> fields) implements Result {}

    /// The e-mail belongs to another member.
    record EmailTaken() implements Result {}

    /// Too many attempts.
    record TooMany(Duration pause) implements Result {}
  }

  /// What somebody who follows a first link chooses.
  public record Choices(
      Optional<String> email, Optional<String> name, Optional<Secret<String>> password) {}

  /// How and from where somebody comes.
  private record Way(String method, String deviceName, String peer) {}

  private final Storage storage;
  private final Passwords passwords;
  private final Tokens tokens;
  private final SessionLife life;
  private final Attempts byEmail;
  private final Attempts byAddress;
  private final RefusedSignIns refused;
  private final InstantSource clock;
  private final Members members = new Members();
  private final Devices devices = new Devices();
  private final OneTimeLinks links = new OneTimeLinks();
  private final Workspaces workspaces = new Workspaces();
  private final AuditTrail trail = new AuditTrail();

  /// `toldLimits` bounds how often a limit is audited for an address; `behind` runs what is done
  /// after the answer.
  public SignIn(
      Storage storage,
      Passwords passwords,
      Tokens tokens,
      SessionLife life,
      Attempts byEmail,
      Attempts byAddress,
      Attempts toldLimits,
      Executor behind,
      InstantSource clock) {
    this.storage = storage;
    this.passwords = passwords;
    this.tokens = tokens;
    this.life = life;
    this.byEmail = byEmail;
    this.byAddress = byAddress;
    this.refused = new RefusedSignIns(storage, toldLimits, behind, clock);
    this.clock = clock;
  }

  /// Signs in with e-mail and password. `peer` is the network address the attempt comes from.
  public Result withPassword(
      String email, Secret<String> password, String deviceName, String peer) {
    Optional<Duration> wait = byAddress.take(peer, clock.instant());
    String key = email.strip().toLowerCase(Locale.ROOT);
    if (wait.isEmpty()) {
      wait = byEmail.take(key, clock.instant());
    }
    if (wait.isPresent()) {
      refused.limited(key, peer);
      return new Result.TooMany(wait.get());
    }
    Optional<Directory.Found> found = storage.directory().memberByEmail(key);
    Optional<Secret<String>> kept = found.flatMap(this::passwordHash);
    if (found.isEmpty() || kept.isEmpty()) {
      passwords.matchNobody(password.reveal());
      found.ifPresent(member -> refused.wrong(member, "password", peer));
      return new Result.Wrong();
    }
    if (!passwords.matches(password.reveal(), kept.get().reveal())) {
      refused.wrong(found.get(), "password", peer);
      return new Result.Wrong();
    }
    byEmail.forget(key);
    WorkspaceId workspace = found.get().workspace();
    return storage.inWorkspace(
        workspace,
        tx ->
            members
                .find(tx, found.get().subject())
                .map(member -> signedIn(tx, member, new Way("password", deviceName, peer)))
                .orElseGet(Result.Wrong::new));
  }

  /// Signs in with a one-time link.
  public Result withLink(Secret<String> token, Choices choices, String deviceName, String peer) {
    Optional<Duration> wait = byAddress.take(peer, clock.instant());
    if (wait.isPresent()) {
      return new Result.TooMany(wait.get());
    }
    if (!Tokens.plausible(token.reveal())) {
      return new Result.LinkUnusable();
    }
    Optional<Directory.Found> found = storage.directory().oneTimeLink(token, clock.instant());
    if (found.isEmpty()) {
      return new Result.LinkUnusable();
    }
    Optional<Secret<String>> hash =
        choices.password().map(chosen -> Secret.of(passwords.hash(chosen.reveal())));
    return storage.inWorkspace(
        found.get().workspace(),
        tx -> follow(tx, found.get(), choices, hash, new Way("link", deviceName, peer)));
  }

  private Optional<Secret<String>> passwordHash(Directory.Found found) {
    return storage.inWorkspace(
        found.workspace(), tx -> members.find(tx, found.subject()).flatMap(Member::passwordHash));
  }

  private Result follow(
      Tenant tx, Directory.Found found, Choices choices, Optional<Secret<String>> hash, Way way) {
    Optional<OneTimeLink> link = links.find(tx, found.subject());
    if (link.isEmpty()) {
      return new Result.LinkUnusable();
    }
    return switch (link.get().purpose()) {
      case MAKE_OWNER -> makeOwner(tx, link.get(), choices, hash, way);
      case SIGN_IN -> enter(tx, link.get(), choices, hash, way);
    };
  }

  private Result makeOwner(
      Tenant tx, OneTimeLink link, Choices choices, Optional<Secret<String>> hash, Way way) {
    List<String> missing = new ArrayList<>();
    if (choices.email().isEmpty()) {
      missing.add("email");
    }
    if (choices.name().isEmpty()) {
      missing.add("name");
    }
    if (hash.isEmpty()) {
      missing.add("password");
    }
    if (!missing.isEmpty()) {
      return new Result.Missing(missing);
    }
    String email = choices.email().orElseThrow();
    if (storage.directory().memberByEmail(email).isPresent()) {
      return new Result.EmailTaken();
    }
    if (links.use(tx, link.id()).isEmpty()) {
      return new Result.LinkUnusable();
    }
    return members
        .create(tx, email, choices.name().orElseThrow(), Role.OWNER, hash)
        .map(
            owner -> {
              Result in = signedIn(tx, owner, way);
              trail.add(
                  tx,
                  owner.id(),
                  AuditAction.OWNER_MADE,
                  owner.id(),
                  AuditDetail.of(Field.NAME, owner.name().value()));
              return in;
            })
        .orElseThrow(() -> new IllegalStateException("the e-mail was taken at the same moment"));
  }

  private Result enter(
      Tenant tx, OneTimeLink link, Choices choices, Optional<Secret<String>> hash, Way way) {
    Optional<Member> member = link.memberId().flatMap(id -> members.find(tx, id));
    if (member.isEmpty()) {
      return new Result.LinkUnusable();
    }
    boolean first = member.get().passwordHash().isEmpty();
    if (first && hash.isEmpty()) {
      return new Result.Missing(List.of("password"));
    }
    if (links.use(tx, link.id()).isEmpty()) {
      return new Result.LinkUnusable();
    }
    if (first) {
      members.setPassword(tx, member.get().id(), hash.orElseThrow());
      choices.name().ifPresent(name -> members.rename(tx, member.get().id(), name));
    }
    Member entered = members.find(tx, member.get().id()).orElseThrow();
    Result in = signedIn(tx, entered, way);
    if (first) {
      trail.add(tx, entered.id(), AuditAction.PASSWORD_SET, entered.id(), AuditDetail.none());
    }
    return in;
  }

  private Result signedIn(Tenant tx, Member member, Way way) {
    Secret<String> token = tokens.next();
    Device device =
        devices.create(tx, member.id(), way.deviceName(), token, life.end(tx.now(), tx.now()));
    trail.add(
        tx,
        member.id(),
        AuditAction.SESSION_OPENED,
        device.id(),
        AuditDetail.of(Field.METHOD, way.method())
            .and(Field.NAME, way.deviceName())
            .and(Field.ADDRESS, way.peer()));
    return new Result.SignedIn(workspaces.get(tx), member, device, token);
  }
}
