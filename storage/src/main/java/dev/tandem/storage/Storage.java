package dev.tandem.storage;

import dev.tandem.storage.keys.Installation;
import dev.tandem.storage.keys.KeyLimits;
import dev.tandem.storage.keys.Keyrings;
import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.pg.AppPool;
import dev.tandem.storage.pg.EmbeddedServer;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.pg.Lifeline;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.s3.ObjectStore;
import dev.tandem.storage.seal.SigningKey;
import dev.tandem.storage.search.SearchUpkeep;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The opened storage: the database, its keys, and the way into each workspace.
public final class Storage implements AutoCloseable {
  private final Optional<EmbeddedServer> server;
  private final Optional<ObjectStore> objectStore;
  private final AppPool pool;
  private final Keyrings keyrings;
  private final Directory directory;
  private final Keychain keychain;
  private final SigningKey auditKey;
  private final Changes changes = new Changes();
  private final InstantSource clock;
  private final SearchUpkeep searchUpkeep;
  private final KeyNotes notes;

  Storage(
      Optional<EmbeddedServer> server,
      Optional<ObjectStore> objectStore,
      Endpoint endpoint,
      AppPool pool,
      Installation installation,
      InstantSource clock,
      KeyLimits limits) {
    this.server = server;
    this.objectStore = objectStore;
    this.pool = pool;
    this.keyrings = new Keyrings(pool, installation.roots(), limits);
    this.notes = new KeyNotes(this);
    this.keychain = new Keychain(this, pool, endpoint, installation, keyrings, notes);
    this.directory = new Directory(pool, installation);
    this.auditKey = installation.auditKey();
    this.clock = clock;
    this.searchUpkeep = new SearchUpkeep(this);
  }

  /// Starts or reaches the database, proves the root key, brings the schema up to date. Blocks; not
  /// for an event loop. Throws [StorageException] whose message says what to do.
  public static Storage open(Vertx vertx, StorageSettings settings) {
    return open(vertx, settings, InstantSource.system());
  }

  /// With a clock of the caller's, which decides months of keys and times of rows.
  public static Storage open(Vertx vertx, StorageSettings settings, InstantSource clock) {
    return open(vertx, settings, clock, KeyLimits.STANDARD);
  }

  /// With the caller's bounds for keys.
  public static Storage open(
      Vertx vertx, StorageSettings settings, InstantSource clock, KeyLimits limits) {
    SealedStorage sealed = SealedStorage.reach(vertx, settings, clock, limits);
    try {
      return sealed.unseal();
    } catch (RuntimeException | Error e) {
      sealed.close();
      throw e;
    }
  }

  /// Makes a workspace and its keys.
  public WorkspaceId createWorkspace(String name) {
    WorkspaceId id = new WorkspaceId(Ids.next());
    Instant now = now();
    Sql.inWorkspace(
        pool,
        id.value(),
        sql -> {
          sql.run("INSERT INTO system.workspace (id, state) VALUES ($1, 'active')", id.value());
          Vault vault = keyrings.create(sql, id.value(), month(now));
          Workspaces.insert(tenant(id, sql, vault, now, changes.line(id).place()), name);
          return id;
        });
    return id;
  }

  /// Runs `work` in one transaction that sees this workspace's rows and no others. It commits when
  /// `work` returns and rolls back when it throws; it runs again, up to six times, when the
  /// database found it in conflict with another. Do not start a second transaction within `work`.
  public <T> T inWorkspace(WorkspaceId id, TenantWork<T> work) {
    Instant now = now();
    if (keyrings.prepare(id.value(), month(now))) {
      notes.soon(id);
    }
    return prepared(id, now, work);
  }

  /// With keys that are at hand.
  <T> T prepared(WorkspaceId id, Instant now, TenantWork<T> work) {
    Attempt attempt = new Attempt(changes.line(id));
    try {
      T result =
          Sql.inWorkspace(
              pool,
              id.value(),
              sql -> {
                Vault vault = keyrings.vault(id.value(), sql);
                T done = work.run(tenant(id, sql, vault, now, attempt.begin()));
                if (!sql.ended()) {
                  vault.proveTrusted();
                }
                return done;
              });
      attempt.committed();
      return result;
    } finally {
      attempt.abandonUnlessCommitted();
    }
  }

  /// What seals ahead of a transaction of this workspace, which [Vault#answerFor] it then. For one
  /// thread, and for at most as long as keys are trusted (`KeyLimits`).
  public Vault sealingAhead(WorkspaceId id) {
    keyrings.prepare(id.value(), month(now()));
    return keyrings.vault(id.value(), Sql.alone(pool));
  }

  /// Runs `work` in a transaction outside every workspace, for stores of what belongs to none:
  /// jobs, sweeps.
  public <T> T outsideWorkspaces(Function<Sql, T> work) {
    return Sql.transaction(pool, work);
  }

  /// The same for what may be forgotten when the server crashes, together with everything that was
  /// committed later: its commit waits for no disk.
  public <T> T unflushed(Function<Sql, T> work) {
    return Sql.unflushed(pool, work);
  }

  /// Every workspace whose keys there are, for work that is done in each.
  public List<WorkspaceId> workspaces() {
    return Sql.alone(pool)
        .list(
            "SELECT id FROM system.workspace WHERE state = 'active' ORDER BY id",
            row -> new WorkspaceId(row.getUUID("id")));
  }

  /// Every workspace whose keys were destroyed.
  public List<WorkspaceId> shredded() {
    return Sql.alone(pool)
        .list(
            "SELECT id FROM system.workspace WHERE state = 'shredded' ORDER BY id",
            row -> new WorkspaceId(row.getUUID("id")));
  }

  /// Runs `work` in one transaction that sees this workspace's rows and has none of its keys, which
  /// are not even asked for: for what is in the clear, and what is left of a shredded workspace.
  public <T> T withoutKeys(WorkspaceId id, Function<Sql, T> work) {
    return Sql.inWorkspace(pool, id.value(), work);
  }

  /// Tells others at this database that the caller lives, by a number that is nobody else's, until
  /// it is closed or the process ends, however that happens. Blocks.
  public Lifeline lifeline() {
    return Lifeline.hold(pool, Ids.next().getLeastSignificantBits() >>> 1);
  }

  public Directory directory() {
    return directory;
  }

  /// What an operator does with the keys.
  public Keychain keychain() {
    return keychain;
  }

  /// Signs the tree heads of every workspace's audit log.
  public SigningKey auditKey() {
    return auditKey;
  }

  public Changes changes() {
    return changes;
  }

  /// Where blobs lie that are not in the database; empty when none is configured.
  public Optional<ObjectStore> objectStore() {
    return objectStore;
  }

  /// Whether the database answers within two seconds.
  public boolean healthy() {
    return pool.answers();
  }

  private Tenant tenant(WorkspaceId id, Sql sql, Vault vault, Instant now, ChangeLine.Place place) {
    return new Tenant(id, sql, vault, new DirectoryEntries(directory, id, sql), now, place);
  }

  /// What time it is by this storage's clock, in microseconds as the database keeps them.
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /// The month that data keys are made for now.
  YearMonth month() {
    return month(now());
  }

  private static YearMonth month(Instant now) {
    return YearMonth.from(now.atOffset(ZoneOffset.UTC));
  }

  @Override
  public void close() {
    searchUpkeep.close();
    pool.close();
    keyrings.close();
    objectStore.ifPresent(ObjectStore::close);
    server.ifPresent(EmbeddedServer::close);
  }

  /// The place in line of the attempt that counts; an attempt that is run again gives its place up.
  private static final class Attempt {
    private final ChangeLine line;
    private ChangeLine.@Nullable Place current;

    Attempt(ChangeLine line) {
      this.line = line;
    }

    ChangeLine.Place begin() {
      abandonUnlessCommitted();
      ChangeLine.Place place = line.place();
      current = place;
      return place;
    }

    void committed() {
      if (current != null) {
        current.committed();
        current = null;
      }
    }

    void abandonUnlessCommitted() {
      if (current != null) {
        current.abandoned();
        current = null;
      }
    }
  }
}
