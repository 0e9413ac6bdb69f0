package dev.tandem.messaging.carrier;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The carriers that this gateway speaks to, by name.
public final class Carriers {
  private final Map<String, Carrier> byName;

  public Carriers(List<Carrier> carriers) {
    byName =
        carriers.stream().collect(Collectors.toUnmodifiableMap(Carrier::name, Function.identity()));
  }

  /// Names of the carriers that accounts can be entered for: all but those that the gateway brings
  /// along itself.
  public Set<String> withForms() {
    return byName.keySet().stream()
        .filter(name -> !name.equals("sandbox"))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The carrier of that name, as it stands in webhook paths and stored accounts.
  public Optional<Carrier> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
