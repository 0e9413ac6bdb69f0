package dev.tandem.media.turn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The quotas of everybody who holds something. A subject `workspace/member/device` counts for all
/// three; any other subject for itself alone.
final class Quotas {

  private final RelayLimits limits;
  private final Map<String, Quota> bySubject = new HashMap<>();

  Quotas(RelayLimits limits) {
    this.limits = limits;
  }

  /// Whether that many more may be held; nobody is remembered for asking.
  boolean haveRoom(String subject, int more, long now) {
    for (String name : names(subject)) {
      Quota known = bySubject.get(name);
      Quota quota = known == null ? made(subject, name, now) : known;
      if (!quota.hasRoom(more)) {
        return false;
      }
    }
    return true;
  }

  /// Counts one more for the subject and those above it, and answers their quotas.
  List<Quota> hold(String subject, long now) {
    List<Quota> all = new ArrayList<>(3);
    for (String name : names(subject)) {
      Quota quota = bySubject.computeIfAbsent(name, _ -> made(subject, name, now));
      quota.hold();
      all.add(quota);
    }
    return List.copyOf(all);
  }

  void release(String subject) {
    for (String name : names(subject)) {
      bySubject.computeIfPresent(name, (_, quota) -> quota.release() ? quota : null);
    }
  }

  /// Whether all of them afford it; then all are charged.
  static boolean charge(List<Quota> quotas, long now, int bytes) {
    for (int i = 0; i < quotas.size(); i++) {
      if (!quotas.get(i).affords(now, bytes)) {
        return false;
      }
    }
    for (int i = 0; i < quotas.size(); i++) {
      quotas.get(i).spend(bytes);
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
