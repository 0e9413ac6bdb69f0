package dev.tandem.gateway.call.driver;

import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who can be reached now. Written by the owner of calls, read by everybody.
public final class Presence {
  /// What others see of a member.
  public enum State {
    OFFLINE,
    ONLINE,
    IN_CALL
  }

  private final Map<Party, Set<Endpoint>> live = new ConcurrentHashMap<>();
  private final Set<Party> inCall = ConcurrentHashMap.newKeySet();

  /// What `party` is now.
  public State of(Party party) {
    if (inCall.contains(party)) {
      return State.IN_CALL;
    }
    return live.containsKey(party) ? State.ONLINE : State.OFFLINE;
  }

  /// Notes that `endpoint` can be reached, or no longer; whether that changed what others see.
  public boolean live(Endpoint endpoint, boolean isLive) {
    State before = of(endpoint.party());
    live.compute(
        endpoint.party(),
        (party, endpoints) -> {
          Set<Endpoint> next = endpoints == null ? new HashSet<>() : new HashSet<>(endpoints);
          boolean _ = isLive ? next.add(endpoint) : next.remove(endpoint);
          return next.isEmpty() ? null : next;
        });
    return of(endpoint.party()) != before;
  }

  /// Notes that `party` is in a call, or no longer; whether that changed what others see.
  public boolean inCall(Party party, boolean isInCall) {
    State before = of(party);
    boolean _ = isInCall ? inCall.add(party) : inCall.remove(party);
    return of(party) != before;
  }
}
