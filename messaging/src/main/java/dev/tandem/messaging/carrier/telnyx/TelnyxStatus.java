package dev.tandem.messaging.carrier.telnyx;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Telnyx's status words for the receivers of an outbound text.
final class TelnyxStatus {
  private TelnyxStatus() {}

  /// How far a text has come with one receiver.
  record Reached(
      Optional<PhoneNumber> receiver, DeliveryState state, Optional<CarrierError> error) {
    boolean lost() {
      return state == DeliveryState.UNDELIVERED || state == DeliveryState.FAILED;
    }
  }

  /// Our state; empty for words of inbound texts and of years to come.
  static Optional<DeliveryState> read(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "queued", "sending", "scheduled" -> DeliveryState.ACCEPTED;
          // Unconfirmed: the network took it and never reports.
          case "sent", "delivery_unconfirmed" -> DeliveryState.SENT;
          case "delivered" -> DeliveryState.DELIVERED;
          case "delivery_failed" -> DeliveryState.UNDELIVERED;
          case "sending_failed", "expired" -> DeliveryState.FAILED;
          case "cancelled" -> DeliveryState.CANCELED;
          default -> null;
        });
  }

  /// The carrier's id of the text. Of one to a group each receiver's record has an id of its own,
  /// and all have `group_message_id`.
  static Optional<String> id(JsonObject message) {
    return Stream.of("group_message_id", "id")
        .flatMap(name -> Json.text(message, name).stream())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /// Each receiver of an answer or a report whose word is known. That somebody wants no more texts
  /// is told only where it is clear who.
  static List<Reached> reached(JsonObject message) {
    List<Reached> all =
        Json.objects(message, "to").stream().flatMap(to -> one(to).stream()).toList();
    Optional<CarrierError> error =
        TelnyxErrors.first(message)
            .map(TelnyxErrors.TABLE::of)
            .filter(
                it ->
                    it.remedy() != Remedy.OPTED_OUT
                        || all.stream().filter(Reached::lost).count() == 1);
    return all.stream()
        .map(one -> one.lost() ? new Reached(one.receiver(), one.state(), error) : one)
        .toList();
  }

  private static Optional<Reached> one(JsonObject receiver) {
    return Json.text(receiver, "status")
        .flatMap(TelnyxStatus::read)
        .map(
            state ->
                new Reached(
                    Json.text(receiver, "phone_number").flatMap(PhoneNumber::parse),
                    state,
                    Optional.empty()));
  }

  /// The message resource of an answer. One to several people has failed when it has for all.
  static Optional<Sighting> sighting(JsonObject message) {
    List<Reached> all = reached(message);
    Optional<Reached> told =
        all.size() > 1
            ? all.stream().filter(one -> !one.lost()).findFirst().or(() -> all.stream().findFirst())
            : all.stream().findFirst();
    return id(message).flatMap(id -> told.map(one -> new Sighting(id, one.state(), one.error())));
  }
}
