package dev.tandem.storage;

import dev.tandem.storage.keys.Installation;
import dev.tandem.storage.keys.KeyAge;
import dev.tandem.storage.keys.KeyAge.RootKeyAge;
import dev.tandem.storage.keys.KeyAges;
import dev.tandem.storage.keys.KeyTurns;
import dev.tandem.storage.keys.Keyrings;
import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.pg.Owner;
import dev.tandem.storage.pg.Sql;
import io.vertx.sqlclient.Pool;
import java.util.List;

/// What an operator does with the keys, while they are used: lists their ages, turns them. Blocks;
/// for virtual threads.
public final class Keychain {
  private final Storage storage;
  private final Pool pool;
  private final Endpoint endpoint;
  private final Installation installation;
  private final Keyrings keyrings;
  private final KeyTurns turns;

  Keychain(
      Storage storage, Pool pool, Endpoint endpoint, Installation installation, Keyrings keyrings) {
    this.storage = storage;
    this.pool = pool;
    this.endpoint = endpoint;
    this.installation = installation;
    this.keyrings = keyrings;
    this.turns = new KeyTurns(keyrings);
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
  /// process died or a key service went away, is done by calling it again. Returns how many
  /// workspaces' keys were wrapped anew.
  public int rotateRootKey(RootKeySource place) {
    int done = keyrings.moveTo(place.provider(true));
    try (Owner owner = Owner.connect(endpoint)) {
      installation.moveTo(owner, keyrings);
    }
    return done;
  }

  /// Gives a workspace a new key. Nothing is sealed anew: data keys stay.
  public void turnWorkspaceKey(WorkspaceId workspace) {
    storage.inWorkspace(
        workspace,
        tx -> {
          turns.workspaceKey(tx.sql(), workspace.value());
          return true;
        });
    turns.done(workspace.value());
  }

  /// Gives a workspace a new data key in every class, for what is sealed from now on. Other
  /// gateways use them within half a minute.
  public void turnDataKeys(WorkspaceId workspace) {
    storage.inWorkspace(
        workspace,
        tx -> {
          turns.dataKeys(tx.sql(), workspace.value());
          return true;
        });
    turns.done(workspace.value());
  }
}
