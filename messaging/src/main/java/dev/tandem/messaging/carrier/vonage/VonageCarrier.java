package dev.tandem.messaging.carrier.vonage;

import dev.tandem.messaging.carrier.Capabilities;
import dev.tandem.messaging.carrier.Capabilities.LookUp;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CredentialForm;
import dev.tandem.messaging.carrier.CredentialForm.Field;
import dev.tandem.messaging.carrier.MediaPlace;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.WebhookCarrier;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.http.ApiClient;
import dev.tandem.messaging.carrier.http.ApiRequest;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.SendAnswers;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// Vonage behind the port. Its Messages API lists nothing, so a doubtful text is settled by its
/// report alone.
public final class VonageCarrier implements WebhookCarrier, AutoCloseable {
  private static final Field SIGNATURE_SECRET =
      Field.secret("signature_secret", "Signature secret", "\\S{8,256}");
  private static final CredentialForm CREDENTIALS =
      new CredentialForm(
          Field.of("account_id", "API key", "[0-9a-z]{6,16}"),
          Field.secret("auth_token", "API secret", "\\S{8,256}"),
          List.of(SIGNATURE_SECRET));
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          true,
          0,
          1000,
          7,
          1,
          600_000,
          600_000,
          Set.of(
              "image/jpeg",
              "image/png",
              "image/gif",
              "video/mp4",
              "video/3gpp",
              "audio/mpeg",
              "audio/mp4",
              "audio/amr",
              "text/vcard"),
          1,
          false,
          LookUp.BY_REPORT_ONLY,
          false);

  private final String name;
  private final ApiClient messages;
  private final ApiClient numbers;
  private final InstantSource clock;

  /// @param settings where the Messages API is
  /// @param numbers where the Numbers API is
  public VonageCarrier(
      Vertx vertx, ApiSettings settings, ApiSettings numbers, InstantSource clock) {
    this.name = settings.name();
    this.messages = new ApiClient(vertx, settings);
    this.numbers = new ApiClient(vertx, numbers);
    this.clock = clock;
  }

  /// Vonage itself.
  public static VonageCarrier production(Vertx vertx, InstantSource clock) {
    return new VonageCarrier(
        vertx,
        ApiSettings.at("vonage", URI.create("https://api.nexmo.com")),
        ApiSettings.at("vonage", URI.create("https://rest.nexmo.com")),
        clock);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public CredentialForm credentials() {
    return CREDENTIALS;
  }

  @Override
  public SendOutcome send(SendText command, CarrierAccess access) {
    return SendAnswers.judge(
        messages.exchange(VonageRequests.createMessage(command, access)),
        answer ->
            Json.object(answer.body())
                .flatMap(body -> Json.text(body, "message_uuid"))
                .flatMap(Sighting::accepted),
        VonageErrors::refusal);
  }

  @Override
  public NumbersOutcome numbers(CarrierAccess access) {
    return VonageNumbers.list(numbers, access);
  }

  @Override
  public List<MediaPlace> media(CarrierAccess access) {
    String basic = ApiRequest.basic(access.accountId(), access.authToken().reveal());
    return List.of(
        MediaPlace.api("api.nexmo.com", "/v3/media/", basic, false),
        MediaPlace.api("api-us.nexmo.com", "/v3/media/", basic, false),
        MediaPlace.api("api-eu.nexmo.com", "/v3/media/", basic, false),
        MediaPlace.api("api-ap.nexmo.com", "/v3/media/", basic, false));
  }

  @Override
  public WebhookVerdict read(WebhookRequest request, CarrierAccess access) {
    return VonageWebhooks.read(request, access, access.secret(SIGNATURE_SECRET), clock.instant());
  }

  @Override
  public void close() {
    messages.close();
    numbers.close();
  }
}
