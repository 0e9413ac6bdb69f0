package dev.tandem.gateway.edge.dav;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Supplier;

/// Text that is made piece by piece.
final class Pieces {
  private Pieces() {}

  /// What `write` makes of `items`, `page` of them at a time.
  static <T> Iterator<String> paged(List<T> items, int page, Function<List<T>, String> write) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < items.size();
      }

      @Override
      public String next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int end = Math.min(items.size(), next + page);
        List<T> some = items.subList(next, end);
        next = end;
        return write.apply(some);
      }
    };
  }

  /// `start`, then the pieces of `middle`, then what `end` says when they are through.
  static Iterator<String> framed(String start, Iterator<String> middle, Supplier<String> end) {
    return new Iterator<>() {
      private boolean started;
      private boolean ended;

      @Override
      public boolean hasNext() {
        return !ended;
      }

      @Override
      public String next() {
        if (ended) {
          throw new NoSuchElementException();
        }
        if (!started) {
          started = true;
          return start;
        }
        if (middle.hasNext()) {
          return middle.next();
        }
        ended = true;
        return end.get();
      }
    };
  }
}
