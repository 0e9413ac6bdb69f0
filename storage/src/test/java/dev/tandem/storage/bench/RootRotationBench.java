package dev.tandem.storage.bench;

import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.workspace.Workspaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// A new root key for 10,000 workspaces, with transactions going on in them.
final class RootRotationBench implements Part {
  private static final int WORKSPACES = Integer.getInteger("bench.workspaces", 10_000);
  private static final int MAKERS = 8;
  private static final double GOAL_SECONDS = 60;

  @Override
  public String name() {
    return "root";
  }

  @Override
  public void run(BenchDatabase database, Report report) throws Exception {
    Storage storage = database.storage();
    List<WorkspaceId> workspaces = make(storage);
    Path directory = Files.createTempDirectory("tandem-root-bench");
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong reads = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reading = threads.submit(() -> read(storage, workspaces, done, reads));
      long start = System.nanoTime();
      int turned =
          storage
              .keychain()
              .rotateRootKey(new RootKeySource.KeyFile(directory.resolve("root.key")));
      double seconds = (System.nanoTime() - start) / 1e9;
      done.set(true);
      reading.get();
      report.goal(
          "root key turned over " + turned + " workspaces, seconds",
          seconds,
          "< 60",
          seconds < GOAL_SECONDS && turned >= WORKSPACES);
      report.note(
          "root: meanwhile " + reads.get() + " transactions in these workspaces, none failed");
    } finally {
      SharedStorage.delete(directory);
    }
  }

  private static List<WorkspaceId> make(Storage storage) throws Exception {
    List<WorkspaceId> all = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(MAKERS, Thread.ofVirtual().factory())) {
      List<Future<WorkspaceId>> making = new ArrayList<>();
      for (int i = 0; i < WORKSPACES; i++) {
        making.add(threads.submit(() -> storage.createWorkspace("Many")));
      }
      for (Future<WorkspaceId> one : making) {
        all.add(one.get());
      }
    }
    return all;
  }

  /// The first that fails ends the measurement.
  private static void read(
      Storage storage, List<WorkspaceId> workspaces, AtomicBoolean done, AtomicLong reads) {
    for (int i = 0; !done.get(); i = (i + 7) % workspaces.size()) {
      String name =
          storage.inWorkspace(workspaces.get(i), tx -> new Workspaces().get(tx).name().value());
      if (!name.equals("Many")) {
        throw new AssertionError("a workspace has the name it was given");
      }
      reads.incrementAndGet();
    }
  }
}
