package dev.tandem.storage.search;

import dev.tandem.storage.Change;
import dev.tandem.storage.Changes;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps tails short: hears of new messages and, every thousand in a workspace, merges what makes
/// whole segments. What a process that ended did not merge, the next one does.
public final class SearchUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SearchUpkeep.class);
  private static final int EVERY = 1_024;

  private final Storage storage;
  private final Map<WorkspaceId, AtomicInteger> heard = new ConcurrentHashMap<>();
  private final Changes.Subscription subscription;
  private volatile boolean closed;

  public SearchUpkeep(Storage storage) {
    this.storage = storage;
    this.subscription = storage.changes().subscribe(this::hear);
  }

  private void hear(Change change) {
    if (change instanceof Change.MessageAdded added) {
      AtomicInteger count = heard.computeIfAbsent(added.workspace(), id -> new AtomicInteger());
      if (count.incrementAndGet() % EVERY == 0) {
        Thread.ofVirtual().name("search-upkeep").start(() -> merge(added.workspace()));
      }
    }
  }

  private void merge(WorkspaceId workspace) {
    SegmentMerge merge = new SegmentMerge();
    try {
      boolean more = !closed;
      while (more) {
        more = storage.inWorkspace(workspace, merge::merge) && !closed;
      }
    } catch (StorageException e) {
      // The tail stays as it is, and the next thousand messages ask again.
      LOG.warn("words of messages were not merged: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
  }
}
