package dev.tandem.messaging.carrier.telnyx;

import dev.tandem.messaging.carrier.CampaignOutcome;
import dev.tandem.messaging.carrier.Capabilities;
import dev.tandem.messaging.carrier.Capabilities.LookUp;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CredentialForm;
import dev.tandem.messaging.carrier.CredentialForm.Field;
import dev.tandem.messaging.carrier.MediaPlace;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.WebhookCarrier;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.http.ApiClient;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.SendAnswers;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/// Telnyx behind the port. Its API finds a text by its own id only, and of a doubtful text that is
/// what is missing: its report alone settles it.
public final class TelnyxCarrier implements WebhookCarrier, AutoCloseable {
  private static final Field PUBLIC_KEY =
      Field.of("public_key", "Public key (Keys & Credentials)", "[A-Za-z0-9+/]{43}=");
  private static final CredentialForm CREDENTIALS =
      new CredentialForm(
          Field.of(
              "account_id", "Messaging profile ID", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
          Field.secret("auth_token", "API key", "\\S{8,256}"),
          List.of(PUBLIC_KEY));
  private static final Capabilities CAPABILITIES =
      new Capabilities(true, 8, 1600, 10, 10, 1024 * 1024, 0.1, false, LookUp.BY_REPORT_ONLY, true);

  private final String name;
  private final ApiClient api;
  private final InstantSource clock;

  public TelnyxCarrier(Vertx vertx, ApiSettings settings, InstantSource clock) {
    this.name = settings.name();
    this.api = new ApiClient(vertx, settings);
    this.clock = clock;
  }

  /// Telnyx's own API.
  public static ApiSettings production() {
    return ApiSettings.at("telnyx", URI.create("https://api.telnyx.com"));
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
        api.exchange(TelnyxRequests.createMessage(command, access)),
        answer ->
            Json.object(answer.body())
                .flatMap(body -> Json.object(body, "data"))
                .flatMap(TelnyxStatus::sighting),
        TelnyxErrors::refusal);
  }

  @Override
  public NumbersOutcome numbers(CarrierAccess access) {
    return TelnyxNumbers.list(api, access);
  }

  @Override
  public CampaignOutcome campaign(PhoneNumber number, CarrierAccess access) {
    return TelnyxCampaigns.of(api, number, access);
  }

  @Override
  public List<MediaPlace> media(CarrierAccess access) {
    return List.of(MediaPlace.open(".telnyx.com"), MediaPlace.open(".telnyxstorage.com"));
  }

  @Override
  public WebhookVerdict read(WebhookRequest request, CarrierAccess access) {
    return TelnyxWebhooks.read(request, access, access.secret(PUBLIC_KEY), clock.instant());
  }

  @Override
  public void close() {
    api.close();
  }
}
