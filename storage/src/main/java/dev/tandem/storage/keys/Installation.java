package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.RootKeySource.KeyFile;
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
  private static final String CONTEXT = "installation";

  private final RootKeyProvider root;
  private final KeyBytes key;
  private final boolean fresh;

  private Installation(RootKeyProvider root, KeyBytes key, boolean fresh) {
    this.root = root;
    this.key = key;
    this.fresh = fresh;
  }

  /// Changes nothing in the database. A root key is made only when the database holds nothing yet.
  public static Installation open(Owner owner, int schemaVersion, RootKeySource source) {
    Optional<byte[]> wrapped = schemaVersion == 0 ? Optional.empty() : read(owner);
    if (schemaVersion > 0 && wrapped.isEmpty() && hasWorkspaces(owner)) {
      throw StorageException.fatal(
          "the database has workspaces but the installation's wrapped key is gone from keys.installation. Restore"
              + " that row from a backup; nothing was changed");
    }
    RootKeyProvider root =
        switch (source) {
          case KeyFile(var path) ->
              wrapped.isPresent() ? RootKeyFile.open(path) : RootKeyFile.openOrCreate(path);
        };
    if (wrapped.isEmpty()) {
      return new Installation(root, KeyBytes.random(), true);
    }
    try {
      return new Installation(root, root.unwrap(wrapped.get(), CONTEXT), false);
    } catch (SealBroken e) {
      throw StorageException.fatal(
          "the root key "
              + root.name()
              + " is not the one that this database was sealed with. Put the right one in its place; nothing was"
              + " changed",
          e);
    }
  }

  private static Optional<byte[]> read(Owner owner) {
    try (Statement statement = owner.connection().createStatement();
        ResultSet row = statement.executeQuery("SELECT wrapped FROM keys.installation")) {
      return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
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
      insert.setBytes(1, root.wrap(key, CONTEXT));
      insert.setString(2, root.name());
      if (insert.executeUpdate() == 0) {
        throw StorageException.fatal(
            "another gateway set this database up at the same moment. Start again");
      }
    } catch (SQLException e) {
      throw Owner.trouble("cannot keep the installation's key", e);
    }
  }

  public RootKeyProvider root() {
    return root;
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
