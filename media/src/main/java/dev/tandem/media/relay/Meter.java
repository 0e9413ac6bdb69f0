package dev.tandem.media.relay;

import dev.tandem.media.relay.RelayCounters.Traffic;
import dev.tandem.media.turn.Drop;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// The counts behind [RelayCounters]: written by the relay's thread, read by any.
final class Meter {

  /// One direction.
  static final class Flow {
    private final LongAdder packets = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void count(int size) {
      packets.increment();
      bytes.add(size);
    }

    void count(long many, long size) {
      if (many > 0) {
        packets.add(many);
        bytes.add(size);
      }
    }

    Traffic reading() {
      return new Traffic(packets.sum(), bytes.sum());
    }
  }

  final Flow fromClients = new Flow();
  final Flow toClients = new Flow();
  final Flow fromPeers = new Flow();
  final Flow toPeers = new Flow();
  final Flow straight = new Flow();
  private final Map<Drop, LongAdder> drops = new EnumMap<>(Drop.class);
  private final Rounds rounds = new Rounds();
  private final DataPath path;
  private volatile int allocations;
  private volatile long allocationsMade;

  Meter(DataPath path) {
    this.path = path;
    for (Drop reason : Drop.values()) {
      drops.put(reason, new LongAdder());
    }
  }

  void drop(Drop reason) {
    LongAdder count = drops.get(reason);
    if (count != null) {
      count.increment();
    }
  }

  void drop(Drop reason, int many) {
    LongAdder count = drops.get(reason);
    if (many > 0 && count != null) {
      count.add(many);
    }
  }

  /// A round of the loop took so long.
  void round(long nanos) {
    rounds.count(nanos);
  }

  void allocations(int live, long made) {
    if (allocations != live || allocationsMade != made) {
      allocations = live;
      allocationsMade = made;
    }
  }

  RelayCounters reading() {
    Map<Drop, Long> dropped = new EnumMap<>(Drop.class);
    drops.forEach((reason, count) -> dropped.put(reason, count.sum()));
    return new RelayCounters(
        path,
        fromClients.reading(),
        toClients.reading(),
        fromPeers.reading(),
        toPeers.reading(),
        straight.reading(),
        allocationsMade,
        allocations,
        dropped,
        rounds.reading());
  }
}
