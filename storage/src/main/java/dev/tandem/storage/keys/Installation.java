package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.pg.Owner;
import dev.tandem.storage.seal.BlindIndex;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.SealBroken;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.seal.SigningKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// What belongs to the whole installation: the root key's place, and one key wrapped by it, from
/// which come the directory's index and the application role's password. Opening it proves that the
/// root key is the right one.
public final class Installation {
  private final RootKeys roots;
  private final KeyBytes key;
  private final RootKeys.Wrapped wrapped;
  private final boolean fresh;

  private Installation(RootKeys roots, KeyBytes key, RootKeys.Wrapped wrapped, boolean fresh) {
    this.roots = roots;
    this.key = key;
    this.wrapped = wrapped;
    this.fresh = fresh;
  }

  /// Changes nothing in the database. A root key is made only when the database holds nothing yet.
  /// Throws a [StorageException] that is `sealed()` when the root key cannot be reached.
  public static Installation open(Owner owner, int schemaVersion, RootKeySource source) {
    Optional<RootKeys.Wrapped> wrapped = schemaVersion == 0 ? Optional.empty() : read(owner);
    if (schemaVersion > 0 && wrapped.isEmpty() && hasWorkspaces(owner)) {
      throw StorageException.fatal(
          "the database has workspaces but the installation's wrapped key is gone from keys.installation. Restore"
              + " that row from a backup; nothing was changed");
    }
    RootKeys roots = source.open(wrapped.isEmpty());
    try {
      return wrapped.isPresent() ? opened(roots, wrapped.get()) : made(roots);
    } catch (RuntimeException | Error e) {
      roots.close();
      throw e;
    }
  }

  private static Installation made(RootKeys roots) {
    KeyBytes key = KeyBytes.random();
    return new Installation(roots, key, roots.wrap(key, KeyContext.INSTALLATION), true);
  }

  private static Installation opened(RootKeys roots, RootKeys.Wrapped wrapped) {
    try {
      KeyBytes key = roots.unwrap(wrapped.bytes(), KeyContext.INSTALLATION, wrapped.rootKey());
      return new Installation(roots, key, wrapped, false);
    } catch (SealBroken e) {
      String other =
          roots.names(wrapped.rootKey()) ? "" : "; it was sealed with that in " + wrapped.rootKey();
      throw StorageException.fatal(
          "the root key "
              + roots.current().name()
              + " is not the one that this database was sealed with"
              + other
              + ". Put the right one in its place; nothing was changed",
          e);
    }
  }

  private static Optional<RootKeys.Wrapped> read(Owner owner) {
    try (Statement statement = owner.connection().createStatement();
        ResultSet row = statement.executeQuery("SELECT wrapped, root_key FROM keys.installation")) {
      return row.next()
          ? Optional.of(RootKeys.Wrapped.of(row.getBytes(1), row.getString(2)))
          : Optional.empty();
    } catch (SQLException e) {
      throw Owner.trouble("cannot read the installation's key", e);
    }
  }

  private static boolean hasWorkspaces(Owner owner) {
    try (Statement statement = owner.connection().createStatement();
        ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM keys.workspace_key)")) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      throw Owner.trouble("cannot read the workspaces' keys", e);
    }
  }

  public boolean fresh() {
    return fresh;
  }

  /// Keeps the key of a new installation, wrapped.
  public void store(Owner owner) {
    try (PreparedStatement insert =
        owner
            .connection()
            .prepareStatement(
                "INSERT INTO keys.installation (wrapped, root_key) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      insert.setBytes(1, wrapped.bytes());
      insert.setString(2, wrapped.rootKey());
      if (insert.executeUpdate() == 0) {
        throw StorageException.fatal(
            "another gateway set this database up at the same moment. Start again");
      }
    } catch (SQLException e) {
      throw Owner.trouble("cannot keep the installation's key", e);
    }
  }

  /// Keeps the key wrapped by the root key that wraps now.
  public void moveTo(Owner owner, Keyrings keyrings) {
    RootKeys.Wrapped again = keyrings.roots().wrap(key, KeyContext.INSTALLATION);
    try (PreparedStatement update =
        owner
            .connection()
            .prepareStatement(
                "UPDATE keys.installation SET wrapped = ?, root_key = ?, root_since = now() WHERE root_key <> ?")) {
      update.setBytes(1, again.bytes());
      update.setString(2, again.rootKey());
      update.setString(3, again.rootKey());
      update.executeUpdate();
    } catch (SQLException e) {
      throw Owner.trouble("cannot keep the installation's key", e);
    }
  }

  public RootKeys roots() {
    return roots;
  }

  public Secret<String> appPassword() {
    return key.derive("tandem postgres application role v1").asText();
  }

  /// Signs the tree heads of audit logs. It does not change when the root key does.
  public SigningKey auditKey() {
    return SigningKey.of(key.derive("tandem audit tree heads v1"));
  }

  /// The index of what is looked up before a workspace is known.
  public BlindIndex directoryIndex(String purpose) {
    return new BlindIndex(key, "directory|" + purpose);
  }
}
