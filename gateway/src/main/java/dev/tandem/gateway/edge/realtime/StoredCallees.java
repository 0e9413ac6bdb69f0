package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Party;
import dev.tandem.storage.Change;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/// The members of each workspace, kept in memory for a short time, so that a call starts without
/// waiting for the database.
public final class StoredCallees implements Callees {
  private static final Duration FRESH = Duration.ofSeconds(30);

  private record Directory(Map<UUID, Personal<String>> names, Duration ring, long readAt) {
    boolean isFresh() {
      return System.nanoTime() - readAt < FRESH.toNanos();
    }

    Optional<Callee> find(UUID member) {
      return Optional.ofNullable(names.get(member)).map(name -> new Callee(name, ring));
    }
  }

  private final Storage storage;
  private final Executor background;
  private final Map<UUID, Directory> directories = new ConcurrentHashMap<>();

  /// Counts changes of members: what was being read while one came is not kept.
  private final AtomicLong changes = new AtomicLong();

  public StoredCallees(Storage storage, Executor background) {
    this.storage = storage;
    this.background = background;
    var _ =
        storage
            .changes()
            .subscribe(
                change -> {
                  if (change instanceof Change.MembersChanged members) {
                    long _ = changes.incrementAndGet();
                    directories.remove(members.workspace().value());
                  }
                });
  }

  @Override
  public Future<Optional<Callee>> find(Party party) {
    Directory known = directories.get(party.workspace());
    if (known != null && known.isFresh()) {
      return Future.succeededFuture(known.find(party.member()));
    }
    Promise<Optional<Callee>> found = Promise.promise();
    background.execute(
        () -> {
          try {
            found.complete(read(party.workspace()).find(party.member()));
          } catch (RuntimeException failure) {
            found.fail(failure);
          }
        });
    return found.future();
  }

  private Directory read(UUID workspace) {
    long before = changes.get();
    Directory directory = storage.inWorkspace(new WorkspaceId(workspace), StoredCallees::read);
    if (changes.get() == before) {
      directories.put(workspace, directory);
    }
    return directory;
  }

  private static Directory read(Tenant tx) {
    Map<UUID, Personal<String>> names = new HashMap<>();
    for (Member member : new Members().all(tx)) {
      names.put(member.id(), member.name());
    }
    int seconds = new Workspaces().get(tx).ringSeconds();
    return new Directory(names, Duration.ofSeconds(seconds), System.nanoTime());
  }
}
