package dev.tandem.messaging.carrier.plivo;

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
import java.util.List;

/// Plivo behind the port. Its list of messages has no words, so a doubtful text is settled by its
/// report alone, whose address names our message.
public final class PlivoCarrier implements WebhookCarrier, AutoCloseable {
  private static final CredentialForm CREDENTIALS =
      new CredentialForm(
          Field.of("account_id", "Auth ID", "(MA|SA)[A-Z0-9]{18}"),
          Field.secret("auth_token", "Auth token", "\\S{8,256}"),
          List.of());
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          true,
          0,
          1600,
          10,
          10,
          5_000_000 - 4_800,
          2_000_000,
          Capabilities.COMMON_MEDIA,
          1,
          false,
          LookUp.BY_REPORT_ONLY,
          true);

  private final String name;
  private final ApiClient api;
  private final SeenNonces nonces = new SeenNonces();

  public PlivoCarrier(Vertx vertx, ApiSettings settings) {
    this.name = settings.name();
    this.api = new ApiClient(vertx, settings);
  }

  /// Plivo's own API.
  public static ApiSettings production() {
    return ApiSettings.at("plivo", URI.create("https://api.plivo.com"));
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
        api.exchange(PlivoRequests.createMessage(command, access)),
        answer ->
            Json.object(answer.body())
                .flatMap(body -> Json.texts(body, "message_uuid").stream().findFirst())
                .flatMap(Sighting::accepted),
        PlivoErrors::refusal);
  }

  @Override
  public NumbersOutcome numbers(CarrierAccess access) {
    return PlivoNumbers.list(api, access);
  }

  @Override
  public List<MediaPlace> media(CarrierAccess access) {
    String basic = ApiRequest.basic(access.accountId(), access.authToken().reveal());
    return List.of(
        MediaPlace.api(
            "api.plivo.com", "/v1/Account/" + access.accountId() + "/Message/", basic, false),
        MediaPlace.open("media.plivo.com"));
  }

  @Override
  public WebhookVerdict read(WebhookRequest request, CarrierAccess access) {
    return PlivoWebhooks.read(request, access, nonces);
  }

  @Override
  public void close() {
    api.close();
  }
}
