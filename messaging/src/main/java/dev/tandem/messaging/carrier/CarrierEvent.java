package dev.tandem.messaging.carrier;

import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// What a carrier tells us through a webhook whose signature held.
public sealed interface CarrierEvent {

  /// The carrier's id of the message.
  String providerId();

  /// A text for one of our numbers.
  ///
  /// @param to ours; of a group where the carrier does not say which is, one that may be
  /// @param others who else it went to, of a group
  /// @param media attachments that the carrier keeps for us to fetch
  record MessageReceived(
      String providerId,
      Party from,
      PhoneNumber to,
      List<Party> others,
      String text,
      List<MediaReference> media)
      implements CarrierEvent {
    /// Most people of a group that texts us.
    public static final int MAX_OTHERS = 100;

    public MessageReceived {
      others = List.copyOf(others);
      media = List.copyOf(media);
    }

    /// A text for us alone.
    public MessageReceived(
        String providerId, Party from, PhoneNumber to, String text, List<MediaReference> media) {
      this(providerId, from, to, List.of(), text, media);
    }

    /// The same text as one for `ours`, who is among those that it went to.
    public MessageReceived as(PhoneNumber ours) {
      List<Party> rest =
          Stream.concat(Stream.of(to), others.stream())
              .filter(party -> !party.address().equals(ours.address()))
              .toList();
      return new MessageReceived(providerId, from, ours, rest, text, media);
    }

    /// With whom we share the text: who wrote it, then who else got it, each once.
    public List<String> participants() {
      List<String> all =
          Stream.concat(Stream.of(from), others.stream())
              .map(Party::address)
              .filter(address -> !address.equals(to.address()))
              .distinct()
              .toList();
      return all.isEmpty() ? List.of(from.address()) : all;
    }

    @Override
    public String toString() {
      return "MessageReceived[" + providerId + "]";
    }
  }

  /// How far one of our texts has come. Reports repeat and overtake each other.
  ///
  /// @param messageId our id, where the report carries it back
  /// @param receiver whom it is about, where the carrier says so
  /// @param error what went wrong, in the states that are failures
  record DeliveryReported(
      String providerId,
      Optional<UUID> messageId,
      Optional<PhoneNumber> receiver,
      DeliveryState state,
      Optional<CarrierError> error)
      implements CarrierEvent {
    /// A report of a carrier whose texts go to one person each.
    public DeliveryReported(
        String providerId,
        Optional<UUID> messageId,
        DeliveryState state,
        Optional<CarrierError> error) {
      this(providerId, messageId, Optional.empty(), state, error);
    }
  }
}
