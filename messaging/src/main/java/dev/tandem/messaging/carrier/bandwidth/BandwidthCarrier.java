package dev.tandem.messaging.carrier.bandwidth;

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
import dev.tandem.messaging.carrier.http.NumberPages;
import dev.tandem.messaging.carrier.http.NumberPages.Page;
import dev.tandem.messaging.carrier.http.SendAnswers;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Bandwidth behind the port. Its list of messages has neither words nor tags, so a doubtful text
/// is settled by its report alone.
public final class BandwidthCarrier implements WebhookCarrier, AutoCloseable {
  static final Field API_USER = Field.of("api_user", "API user name", "[^:\\s]{1,64}");
  static final Field APPLICATION =
      Field.of("application_id", "Messaging application ID", "[0-9a-zA-Z-]{8,64}");
  static final Field CALLBACK_USER =
      Field.of("callback_user", "Callback user name", "[^:\\s]{1,64}");
  static final Field CALLBACK_PASSWORD =
      Field.secret("callback_password", "Callback password", "\\S{12,128}");

  private static final CredentialForm CREDENTIALS =
      new CredentialForm(
          Field.of("account_id", "Account ID", "[0-9]{1,12}"),
          Field.secret("auth_token", "API password", "\\S{8,256}"),
          List.of(API_USER, APPLICATION, CALLBACK_USER, CALLBACK_PASSWORD));
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          true, 10, 1600, 10, 10, 3 * 1024 * 1024, 1, false, LookUp.BY_REPORT_ONLY, false);

  private final String name;
  private final ApiClient api;

  public BandwidthCarrier(Vertx vertx, ApiSettings settings) {
    this.name = settings.name();
    this.api = new ApiClient(vertx, settings);
  }

  /// Bandwidth's own API.
  public static ApiSettings production() {
    return ApiSettings.at("bandwidth", URI.create("https://messaging.bandwidth.com"));
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
        api.exchange(BandwidthRequests.createMessage(command, access)),
        answer ->
            Json.object(answer.body())
                .flatMap(body -> Json.text(body, "id"))
                .flatMap(Sighting::accepted),
        BandwidthErrors::refusal);
  }

  /// The Messaging API proves the credentials and does not list numbers: none, and not complete.
  @Override
  public NumbersOutcome numbers(CarrierAccess access) {
    NumbersOutcome proof =
        NumberPages.read(
            "",
            _ -> api.exchange(BandwidthRequests.newestMessage(access)),
            (body, _) ->
                Json.object(body)
                    .filter(page -> page.containsKey("messages"))
                    .map(_ -> new Page(List.of(), Optional.empty())),
            BandwidthErrors::refusal);
    return proof instanceof NumbersOutcome.Listed
        ? new NumbersOutcome.Listed(List.of(), false)
        : proof;
  }

  @Override
  public List<MediaPlace> media(CarrierAccess access) {
    String basic = ApiRequest.basic(access.secret(API_USER), access.authToken().reveal());
    return List.of(
        MediaPlace.api(
            "messaging.bandwidth.com",
            "/api/v2/users/" + access.accountId() + "/media/",
            basic,
            true));
  }

  @Override
  public WebhookVerdict read(WebhookRequest request, CarrierAccess access) {
    return BandwidthWebhooks.read(request, access);
  }

  @Override
  public void close() {
    api.close();
  }
}
