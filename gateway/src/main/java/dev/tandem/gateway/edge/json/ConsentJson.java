package dev.tandem.gateway.edge.json;

import dev.tandem.messaging.consent.Standing;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.consent.ConsentEntry;
import dev.tandem.storage.consent.ConsentPair;
import dev.tandem.storage.consent.Consents;
import dev.tandem.storage.message.Conversation;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether the people of a conversation may be texted, and what says so. Entries are read in the
/// transaction it was made for, each once. Blocks.
final class ConsentJson {
  private final Tenant tx;
  private final Map<ConsentPair, Optional<ConsentEntry>> known = new HashMap<>();

  ConsentJson(Tenant tx) {
    this.tx = tx;
  }

  /// Reads what is shown of these conversations in one go.
  void learn(Collection<Conversation> conversations) {
    List<ConsentPair> unknown =
        conversations.stream()
            .flatMap(ConsentJson::pairs)
            .filter(pair -> !known.containsKey(pair))
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      Map<ConsentPair, ConsentEntry> found = new Consents().newest(tx, unknown);
      unknown.forEach(pair -> known.put(pair, Optional.ofNullable(found.get(pair))));
    }
  }

  private static Stream<ConsentPair> pairs(Conversation conversation) {
    return conversation.participants().value().stream()
        .map(party -> new ConsentPair(conversation.numberId(), party));
  }

  /// Where one of a conversation's people stands.
  Standing standing(Conversation conversation, String party) {
    learn(List.of(conversation));
    return Standing.after(
        known.getOrDefault(new ConsentPair(conversation.numberId(), party), Optional.empty()));
  }

  /// Of several people the one who stands in the way is shown.
  JsonObject of(Conversation conversation) {
    learn(List.of(conversation));
    Optional<ConsentEntry> entry =
        pairs(conversation)
            .flatMap(pair -> known.getOrDefault(pair, Optional.empty()).stream())
            .min(
                Comparator.comparing(
                    (ConsentEntry one) -> Standing.after(Optional.of(one)).mayBeTexted()));
    return new JsonObject()
        .put("state", Words.of(Standing.after(entry)))
        .put("participant", entry.map(one -> one.said().party().value()).orElse(null))
        .put("id", Words.id(entry.map(ConsentEntry::id)))
        .put("at", Words.time(entry.map(ConsentEntry::at)))
        .put("channel", entry.map(one -> Words.of(one.said().channel())).orElse(null))
        .put("scope", entry.map(one -> Words.of(one.said().scope())).orElse(null))
        .put("words", entry.map(one -> one.said().words().value()).orElse(null))
        .put("message_id", Words.id(entry.flatMap(one -> one.said().messageId())))
        .put("member_id", Words.id(entry.flatMap(one -> one.said().memberId())));
  }
}
