package dev.tandem.gateway.call;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The live endpoints of every member, in the order they came.
final class Roster {
  private final Map<Party, Set<Endpoint>> live = new HashMap<>();

  void arrive(Endpoint endpoint) {
    live.computeIfAbsent(endpoint.party(), party -> new LinkedHashSet<>()).add(endpoint);
  }

  void leave(Endpoint endpoint) {
    Set<Endpoint> endpoints = live.get(endpoint.party());
    if (endpoints == null) {
      return;
    }
    endpoints.remove(endpoint);
    if (endpoints.isEmpty()) {
      live.remove(endpoint.party());
    }
  }

  boolean isLive(Endpoint endpoint) {
    return live.getOrDefault(endpoint.party(), Set.of()).contains(endpoint);
  }

  List<Endpoint> liveOf(Party party) {
    return List.copyOf(live.getOrDefault(party, Set.of()));
  }
}
