package dev.tandem.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One workspace's line of transactions that have something to tell. Events come from any thread;
/// at most one virtual thread at a time works them off, and it alone touches the line.
final class ChangeLine {
  private final Consumer<Change> deliver;
  private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ArrayDeque<Place> line = new ArrayDeque<>();

  ChangeLine(Consumer<Change> deliver) {
    this.deliver = deliver;
  }

  /// A place in line for one attempt at one transaction.
  Place place() {
    return new Place();
  }

  private void post(Runnable event) {
    events.add(event);
    if (waiting.getAndIncrement() == 0) {
      Thread.ofVirtual().name("changes").start(this::work);
    }
  }

  private void work() {
    do {
      Runnable event = events.remove();
      event.run();
      while (!line.isEmpty() && line.getFirst().ended) {
        line.removeFirst().told.forEach(deliver);
      }
    } while (waiting.decrementAndGet() > 0);
  }

  /// Used by its transaction's thread alone, until it has ended.
  final class Place {
    private final List<Change> announced = new ArrayList<>();
    private List<Change> told = List.of();
    private boolean ended;

    void announce(Change change) {
      if (announced.isEmpty()) {
        post(() -> line.addLast(this));
      }
      announced.add(change);
    }

    void committed() {
      end(List.copyOf(announced));
    }

    void abandoned() {
      end(List.of());
    }

    private void end(List<Change> changes) {
      if (announced.isEmpty()) {
        return;
      }
      post(
          () -> {
            told = changes;
            ended = true;
          });
    }
  }
}
