package dev.tandem.storage;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells subscribers what was committed by this process, in order per workspace.
///
/// A transaction takes its place in the workspace's line with its first announcement, which it
/// makes while it holds the row's lock; so of two transactions that changed the same row, the
/// earlier is heard of first. Delivery runs on a virtual thread per busy workspace, never on the
/// thread that committed: a slow or failing subscriber delays its workspace's news and nothing
/// else.
public final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final List<Consumer<Change>> subscribers = new CopyOnWriteArrayList<>();
  private final Map<WorkspaceId, ChangeLine> lines = new ConcurrentHashMap<>();

  Changes() {}

  /// Hears every change from now on, until the subscription is closed.
  public Subscription subscribe(Consumer<Change> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  ChangeLine line(WorkspaceId workspace) {
    return lines.computeIfAbsent(workspace, id -> new ChangeLine(this::deliver));
  }

  private void deliver(Change change) {
    for (Consumer<Change> subscriber : subscribers) {
      try {
        subscriber.accept(change);
      } catch (RuntimeException e) {
        LOG.error("a subscriber failed on {}", change.getClass().getSimpleName(), e);
      }
    }
  }

  /// Ends what [#subscribe] began.
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
