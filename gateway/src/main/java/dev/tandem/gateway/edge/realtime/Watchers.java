package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Endpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Who is looking at which conversation, and who is typing there. Pure: time is a number of
/// nanoseconds that the caller gives. Everything expires by itself, since a page may end without a
/// word. A device looks at one conversation at most.
final class Watchers {
  /// For how long a device counts as looking after it last said so.
  static final Duration LOOKING = Duration.ofSeconds(45);

  /// For how long a device counts as typing after it last said so.
  static final Duration TYPING = Duration.ofSeconds(6);

  /// A conversation of a workspace.
  record Place(UUID workspace, UUID conversation) {}

  private record Watch(Place place, long lookedAt, Optional<Long> typedAt) {
    boolean looking(long now) {
      return now - lookedAt < LOOKING.toNanos();
    }

    boolean typing(long now) {
      return typedAt.filter(at -> now - at < TYPING.toNanos()).isPresent();
    }
  }

  private final Map<Endpoint, Watch> watches = new HashMap<>();

  /// Where people were told to be when it was last asked what changed.
  private final Map<Place, SortedMap<UUID, Boolean>> told = new HashMap<>();

  /// Where the device is said to look, whether or not that expired.
  Optional<Place> of(Endpoint device) {
    return Optional.ofNullable(watches.get(device)).map(Watch::place);
  }

  void look(long now, Endpoint device, Place place, boolean typing) {
    watches.put(device, new Watch(place, now, typing ? Optional.of(now) : Optional.empty()));
  }

  void leave(Endpoint device) {
    watches.remove(device);
  }

  /// The members at a place, by id, and whether they are typing on any of their devices.
  SortedMap<UUID, Boolean> at(long now, Place place) {
    SortedMap<UUID, Boolean> there = new TreeMap<>();
    watches.forEach(
        (device, watch) -> {
          if (watch.place().equals(place) && watch.looking(now)) {
            there.merge(device.party().member(), watch.typing(now), Boolean::logicalOr);
          }
        });
    return there;
  }

  /// Forgets what has expired; the places at which something else is to be seen than when this was
  /// last asked.
  Set<Place> changed(long now) {
    watches.values().removeIf(watch -> !watch.looking(now));
    Set<Place> places = new HashSet<>(told.keySet());
    watches.values().forEach(watch -> places.add(watch.place()));
    Set<Place> changed = new HashSet<>();
    for (Place place : places) {
      SortedMap<UUID, Boolean> there = at(now, place);
      SortedMap<UUID, Boolean> before =
          there.isEmpty() ? told.remove(place) : told.put(place, there);
      if (!there.equals(before == null ? new TreeMap<UUID, Boolean>() : before)) {
        changed.add(place);
      }
    }
    return changed;
  }

  /// Devices that are remembered.
  int size() {
    return watches.size();
  }
}
