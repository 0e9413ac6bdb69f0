package dev.tandem.storage;

import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.audit.HeadLog;
import dev.tandem.storage.keys.Installation;
import dev.tandem.storage.keys.KeyAge;
import dev.tandem.storage.keys.KeyAge.RootKeyAge;
import dev.tandem.storage.keys.KeyAges;
import dev.tandem.storage.keys.KeyProof;
import dev.tandem.storage.keys.KeyProof.Proof;
import dev.tandem.storage.keys.KeyTurns;
import dev.tandem.storage.keys.KeyUses;
import dev.tandem.storage.keys.Keyrings;
import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.keys.RootKeys;
import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.pg.AppPool;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.pg.Owner;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.SealBroken;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/// What an operator does with the keys, while they are used: lists their ages, turns them. Blocks;
/// for virtual threads.
public final class Keychain {
  private final Storage storage;
  private final AppPool pool;
  private final Endpoint endpoint;
  private final Installation installation;
  private final Keyrings keyrings;
  private final KeyTurns turns;
  private final KeyUses uses;
  private final KeyNotes notes;

  Keychain(
      Storage storage,
      AppPool pool,
      Endpoint endpoint,
      Installation installation,
      Keyrings keyrings,
      KeyNotes notes) {
    this.storage = storage;
    this.notes = notes;
    this.pool = pool;
    this.endpoint = endpoint;
    this.installation = installation;
    this.keyrings = keyrings;
    this.turns = new KeyTurns(keyrings);
    this.uses = new KeyUses(keyrings);
  }

  /// What hinders the root key, in words for an operator; empty when nothing is known.
  public Optional<String> trouble() {
    return keyrings.trouble();
  }

  /// Which root keys wrap something, and since when.
  public List<RootKeyAge> rootKeys() {
    return KeyAges.root(Sql.alone(pool));
  }

  /// How old a workspace's keys are: its own first, then data keys from old to new.
  public List<KeyAge> ages(WorkspaceId workspace) {
    return KeyAges.workspace(Sql.alone(pool), workspace.value());
  }

  /// Wraps every workspace's key, and then the installation's, by the root key in `place`, which is
  /// made when it is a file or token that has none yet. This process opens with the old one and the
  /// new one from then on; others must be configured with both. What is left undone, because the
  /// process died or a key service went away, is done by calling it again. Every workspace's audit
  /// log is told by [#tellAuditLogs()], which is to follow. Returns how many workspaces' keys were
  /// wrapped anew.
  public int rotateRootKey(RootKeySource place) {
    int done = keyrings.moveTo(place.provider(true));
    try (Owner owner = Owner.connect(endpoint)) {
      installation.moveTo(owner, keyrings);
    }
    return done;
  }

  /// Tells workspaces' audit logs of turned keys what they were not told yet: after a root key
  /// turned, and now and then, because a process that turned some may have died. Returns how many
  /// logs were told.
  public int tellAuditLogs() {
    return notes.all();
  }

  /// Makes a root key in a place that has none, and proves that it opens what it wraps; one that is
  /// there is proved alone. Returns its name.
  public static String makeRootKey(RootKeySource place) {
    try (RootKeys made = place.open(true)) {
      made.prove();
      return made.currentName();
    }
  }

  /// Gives a workspace a new key. Nothing is sealed anew: data keys stay.
  public void turnWorkspaceKey(WorkspaceId workspace) {
    storage.inWorkspace(
        workspace,
        tx -> {
          turns.workspaceKey(tx.sql(), workspace.value());
          audit(tx, AuditAction.WORKSPACE_KEY_TURNED, AuditDetail.none());
          return notes.append(tx);
        });
    turns.done(workspace.value());
  }

  /// Gives a workspace a new data key in every class, for what is sealed from now on. Other
  /// gateways use them within half a minute.
  public void turnDataKeys(WorkspaceId workspace) {
    storage.inWorkspace(
        workspace,
        tx -> {
          Vault fresh = turns.dataKeys(tx.sql(), workspace.value());
          return notes.append(tx.sealingWith(fresh));
        });
    turns.done(workspace.value());
  }

  /// Seals everything of a workspace that is sealed with retired data keys anew with those in use,
  /// while it is read and written; streams and audit entries stay. Returns how many rows were
  /// sealed anew. Goes on where it was when it is called again.
  public long reseal(WorkspaceId workspace) {
    long done = keyrings.reseal(workspace.value(), storage.month());
    if (done > 0) {
      boolean _ =
          storage.inWorkspace(
              workspace,
              tx ->
                  audit(
                      tx,
                      AuditAction.RECORDS_RESEALED,
                      AuditDetail.of(AuditDetail.Field.COUNT, done)));
    }
    return done;
  }

  /// Opens every key of a workspace, and of each sealed column the `newest` values, or all.
  public Proof verify(WorkspaceId workspace, OptionalInt newest) {
    return new KeyProof(keyrings).of(workspace.value(), newest);
  }

  /// What is still sealed with a data key: places and counts.
  public SortedMap<String, Long> uses(WorkspaceId workspace, int dataKey) {
    return storage.inWorkspace(workspace, tx -> uses.of(tx.sql(), dataKey));
  }

  /// Destroys a data key for ever. Refused with a [StorageException] while anything needs it.
  public void destroyDataKey(WorkspaceId workspace, int dataKey) {
    storage.inWorkspace(
        workspace,
        tx -> {
          uses.destroy(tx.sql(), workspace.value(), dataKey);
          return audit(
              tx, AuditAction.KEY_DESTROYED, AuditDetail.of(AuditDetail.Field.KEY, dataKey));
        });
    uses.done(workspace.value());
  }

  /// Destroys all keys of a workspace for ever: nobody can read what is stored of it any more, here
  /// or in a backup that does not hold its wrapped keys. Its members are signed out and its
  /// addresses free. The last entry of its audit log tells of it, and the log's last head is kept.
  public void shred(WorkspaceId workspace) {
    HeadLog heads = new HeadLog(storage);
    try {
      storage.inWorkspace(
          workspace,
          tx -> {
            uses.shut(tx.sql(), workspace.value());
            audit(tx, AuditAction.WORKSPACE_SHREDDED, AuditDetail.none());
            var _ = heads.keep(tx);
            uses.shred(tx.sql(), workspace.value());
            return true;
          });
    } catch (SealBroken e) {
      shredUntold(workspace);
    }
    uses.done(workspace.value());
    var _ = heads.sign();
  }

  /// Keys that do not open can be destroyed too; nothing can be written with them.
  private void shredUntold(WorkspaceId workspace) {
    storage.outsideWorkspaces(
        sql -> {
          uses.shut(sql, workspace.value());
          uses.shred(sql, workspace.value());
          return true;
        });
  }

  /// Nobody's hand: who may run programs on the gateway's machine is not known to the workspace.
  private static boolean audit(Tenant tx, AuditAction action, AuditDetail detail) {
    var _ = new AuditLog().append(tx, Optional.empty(), action, Optional.empty(), detail);
    return true;
  }
}
