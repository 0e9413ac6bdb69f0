package dev.tandem.messaging.carrier.http;

import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who else got a text that came in, read from what the carrier lists. Pure.
public final class OtherParties {
  private OtherParties() {}

  /// All but `ours`, each once. Empty when one of them cannot be read, because an answer would go
  /// to another group then, or when they are more than [MessageReceived#MAX_OTHERS].
  public static Optional<List<Party>> read(List<String> listed, PhoneNumber ours) {
    List<Party> others = new ArrayList<>();
    for (String address : listed) {
      Optional<Party> party = Party.parse(address);
      if (party.isEmpty()) {
        return Optional.empty();
      }
      if (!party.get().equals(ours) && !others.contains(party.get())) {
        others.add(party.get());
      }
      if (others.size() > MessageReceived.MAX_OTHERS) {
        return Optional.empty();
      }
    }
    return Optional.of(others);
  }
}
