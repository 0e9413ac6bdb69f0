package dev.tandem.gateway.edge.json;

import dev.tandem.messaging.carrier.Capabilities;
import dev.tandem.messaging.carrier.Capabilities.LookUp;
import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierNumber;
import dev.tandem.messaging.carrier.CredentialForm;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.WebhookCarrier;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Carriers as JSON: what they take and can do, and what they say about an account.
public final class CarrierJson {
  private CarrierJson() {}

  public static JsonObject carrier(Carrier carrier) {
    CredentialForm form = carrier.credentials();
    JsonArray fields = new JsonArray().add(field(form.accountId())).add(field(form.authToken()));
    form.more().forEach(more -> fields.add(field(more)));
    Capabilities can = carrier.capabilities();
    return new JsonObject()
        .put("name", carrier.name())
        .put("fields", fields)
        .put("webhooks", carrier instanceof WebhookCarrier)
        .put("unicode", true)
        .put("mms", can.mms())
        .put("group", can.group())
        .put("group_receivers", can.groupReceivers())
        .put("max_chars", can.maxChars())
        .put("max_segments", can.maxSegments())
        .put("max_attachments", can.maxAttachments())
        .put("max_attachment_bytes", can.maxAttachmentBytes())
        .put("segments_per_second", can.segmentsPerSecond())
        .put("redaction", can.redaction())
        .put("look_up", can.lookUp() == LookUp.BY_WORDS)
        .put("answers_keywords", can.answersKeywords());
  }

  private static JsonObject field(CredentialForm.Field field) {
    return new JsonObject()
        .put("name", field.name())
        .put("label", field.label())
        .put("secret", field.secret())
        .put("choices", new JsonArray(field.choices()));
  }

  /// What a carrier said when it was asked for the numbers of the account `id`.
  ///
  /// @param ours the workspace's numbers
  public static JsonObject check(NumbersOutcome outcome, UUID id, List<PhoneNumberRecord> ours) {
    return switch (outcome) {
      case NumbersOutcome.Listed(List<CarrierNumber> numbers, boolean complete) ->
          answer("holds", Optional.empty(), Optional.empty())
              .put("numbers", numbers(numbers, id, ours))
              .put("complete", complete);
      case NumbersOutcome.Refused(var error) ->
          answer("refused", Optional.of(error.code()), Optional.of(error.detail()));
      case NumbersOutcome.Unavailable(String code) ->
          answer(
              "unavailable",
              Optional.of(code),
              Optional.of(
                  "The carrier gave no answer that says anything. Nothing was changed; try again"
                      + " in a while."));
    };
  }

  private static JsonObject answer(String outcome, Optional<String> code, Optional<String> advice) {
    return new JsonObject()
        .put("outcome", outcome)
        .put("code", code.orElse(null))
        .put("advice", advice.orElse(null))
        .put("numbers", new JsonArray())
        .put("complete", false);
  }

  private static JsonArray numbers(
      List<CarrierNumber> numbers, UUID account, List<PhoneNumberRecord> ours) {
    Map<String, PhoneNumberRecord> known =
        ours.stream()
            .collect(Collectors.toMap(number -> number.e164().value(), Function.identity()));
    JsonArray array = new JsonArray();
    for (CarrierNumber number : numbers) {
      Optional<PhoneNumberRecord> our = Optional.ofNullable(known.get(number.number().e164()));
      array.add(
          new JsonObject()
              .put("e164", number.number().e164())
              .put("texts", number.texts())
              .put("attachments", number.attachments())
              .put("place", place(our, account)));
    }
    return array;
  }

  /// Where the workspace has the number.
  private static String place(Optional<PhoneNumberRecord> our, UUID account) {
    Optional<UUID> its = our.flatMap(PhoneNumberRecord::carrierAccountId);
    if (its.isEmpty()) {
      return our.isPresent() ? "unattached" : "not_added";
    }
    return its.get().equals(account) ? "here" : "elsewhere";
  }
}
