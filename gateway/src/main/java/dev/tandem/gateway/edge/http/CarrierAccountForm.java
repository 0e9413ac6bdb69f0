package dev.tandem.gateway.edge.http;

import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.CredentialForm;
import dev.tandem.messaging.carrier.CredentialForm.Field;
import dev.tandem.storage.seal.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// An account at a carrier as somebody enters it: the fields are those of the carrier's own form.
record CarrierAccountForm(
    String carrier, String accountId, Secret<String> authToken, Map<String, Secret<String>> more) {
  private static final int MAX_CHARS = 256;

  /// Reads the form and ends the reading; refuses what does not fit the carrier's fields.
  static CarrierAccountForm read(Fields fields, Carriers carriers) {
    String carrier = fields.word("carrier", carriers.withForms());
    Optional<CredentialForm> form = carriers.named(carrier).map(Carrier::credentials);
    String accountId = fields.text("account_id", 1, MAX_CHARS);
    String token = secret(fields, "auth_token");
    Map<String, Secret<String>> more = new HashMap<>();
    if (form.isPresent()) {
      fit(fields, "account_id", form.get().accountId(), accountId);
      fit(fields, "auth_token", form.get().authToken(), token);
      for (Field field : form.get().more()) {
        String value = secret(fields, field.name());
        fit(fields, field.name(), field, value);
        more.put(field.name(), Secret.of(value));
      }
    }
    fields.done();
    return new CarrierAccountForm(carrier, accountId, Secret.of(token), more);
  }

  private static String secret(Fields fields, String name) {
    Optional<String> value = fields.verbatim(name, 1, MAX_CHARS);
    if (value.isEmpty() && !fields.has(name)) {
      fields.fault(name, "is missing");
    }
    return value.orElse("");
  }

  /// A value that is missing or too long has been told of already.
  private static void fit(Fields fields, String name, Field field, String value) {
    if (!value.isEmpty() && !field.fits(value)) {
      fields.fault(name, "must be what the carrier calls “" + field.label() + "”");
    }
  }
}
