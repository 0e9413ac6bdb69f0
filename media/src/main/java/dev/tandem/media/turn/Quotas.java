package dev.tandem.media.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The ledger of everybody who holds something, which all machines of a relay share: so a subject
/// has its share once, however its devices come. A subject `workspace/member/device` counts for all
/// three; any other subject for itself alone.
final class Quotas {

  private final RelayLimits limits;
  private final Map<String, Quota> bySubject = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();

  Quotas(RelayLimits limits) {
    this.limits = limits;
  }

  /// What came of the wish to hold more.
  enum Answer {
    HELD,
    /// The subject, its member or its workspace has no room.
    SHARE_FULL,
    /// The relay has none.
    RELAY_FULL
  }

  /// Counts so many more for the subject and those above it, or for none; nobody is remembered for
  /// asking.
  Answer hold(String subject, int more, long now) {
    List<String> names = names(subject);
    for (int i = 0; i < names.size(); i++) {
      if (!hold(subject, names.get(i), more, now)) {
        names.subList(0, i).forEach(name -> releaseOne(name, more));
        return Answer.SHARE_FULL;
      }
    }
    if (all.addAndGet(more) > limits.allocations()) {
      release(more, names);
      return Answer.RELAY_FULL;
    }
    return Answer.HELD;
  }

  /// The quotas of a subject that holds something.
  List<Quota> of(String subject) {
    List<Quota> found = new ArrayList<>(3);
    for (String name : names(subject)) {
      Quota quota = bySubject.get(name);
      if (quota == null) {
        throw new AssertionError("Asked after something was held");
      }
      found.add(quota);
    }
    return List.copyOf(found);
  }

  /// One less is held.
  void release(String subject) {
    release(1, names(subject));
  }

  /// So many less are held.
  void release(String subject, int less) {
    release(less, names(subject));
  }

  private void release(int less, List<String> names) {
    int _ = all.addAndGet(-less);
    names.forEach(name -> releaseOne(name, less));
  }

  private boolean hold(String subject, String name, int more, long now) {
    boolean[] held = {false};
    Quota _ =
        bySubject.compute(
            name,
            (_, known) -> {
              Quota quota = known == null ? made(subject, name, now) : known;
              held[0] = quota.hold(more);
              return held[0] ? quota : known;
            });
    return held[0];
  }

  private void releaseOne(String name, int less) {
    @Nullable Quota _ =
        bySubject.computeIfPresent(name, (_, quota) -> quota.release(less) ? quota : null);
  }

  /// Whether all of them afford it; then all are charged.
  static boolean charge(List<Quota> quotas, long now, int bytes) {
    for (int i = 0; i < quotas.size(); i++) {
      if (!quotas.get(i).charge(now, bytes)) {
        for (int j = 0; j < i; j++) {
          quotas.get(j).refund(bytes);
        }
        return false;
      }
    }
    return true;
  }

  /// The subject and those above it: `w/m/d` is `w`, `w/m`, `w/m/d`.
  static List<String> names(String subject) {
    int first = subject.indexOf('/');
    int second = first < 0 ? -1 : subject.indexOf('/', first + 1);
    return second < 0
        ? List.of(subject)
        : List.of(subject.substring(0, first), subject.substring(0, second), subject);
  }

  private Quota made(String subject, String name, long now) {
    if (name.equals(subject)) {
      return new Quota(limits.subject(), now);
    }
    return new Quota(name.indexOf('/') < 0 ? limits.workspace() : limits.member(), now);
  }
}
