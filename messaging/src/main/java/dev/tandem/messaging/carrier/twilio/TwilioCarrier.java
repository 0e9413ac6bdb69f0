package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.Capabilities;
import dev.tandem.messaging.carrier.Capabilities.LookUp;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CredentialForm;
import dev.tandem.messaging.carrier.CredentialForm.Field;
import dev.tandem.messaging.carrier.LookUpOutcome;
import dev.tandem.messaging.carrier.MediaPlace;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.WebhookCarrier;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.http.ApiClient;
import dev.tandem.messaging.carrier.http.ApiRequest;
import dev.tandem.messaging.carrier.http.ApiSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;

/// Twilio behind the port; also any other server that speaks its dialect.
public final class TwilioCarrier implements WebhookCarrier, AutoCloseable {
  /// An ordinary number sends a segment a second.
  private static final double SEGMENTS_PER_SECOND = 1;

  private static final CredentialForm CREDENTIALS =
      new CredentialForm(
          Field.of("account_id", "Account SID", "AC[0-9a-fA-F]{32}"),
          Field.secret("auth_token", "Auth token", "\\S{8,256}"),
          List.of());

  private final String name;
  private final Capabilities capabilities;
  private final URI apiUrl;
  private final ApiClient api;
  private final TwilioLookUp lookUp;

  public TwilioCarrier(Vertx vertx, ApiSettings settings) {
    this(vertx, settings, SEGMENTS_PER_SECOND);
  }

  /// @param segmentsPerSecond what a number may send at that server
  public TwilioCarrier(Vertx vertx, ApiSettings settings, double segmentsPerSecond) {
    this.name = settings.name();
    this.capabilities =
        new Capabilities(
            true, 0, 1600, 10, 10, 5 * 1024 * 1024, segmentsPerSecond, true, LookUp.BY_WORDS, true);
    this.apiUrl = settings.apiUrl();
    this.api = new ApiClient(vertx, settings);
    this.lookUp = new TwilioLookUp(api);
  }

  /// Twilio's own API.
  public static ApiSettings production() {
    return ApiSettings.at("twilio", URI.create("https://api.twilio.com"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public CredentialForm credentials() {
    return CREDENTIALS;
  }

  @Override
  public SendOutcome send(SendText command, CarrierAccess access) {
    return TwilioAnswers.send(api.exchange(TwilioRequests.createMessage(command, access)));
  }

  @Override
  public LookUpOutcome lookUp(LookUpText command, CarrierAccess access) {
    return lookUp.find(command, access);
  }

  @Override
  public NumbersOutcome numbers(CarrierAccess access) {
    return TwilioNumbers.list(api, access);
  }

  @Override
  public List<MediaPlace> media(CarrierAccess access) {
    String basic = ApiRequest.basic(access.accountId(), access.authToken().reveal());
    String path = "/2010-04-01/Accounts/" + access.accountId() + "/Messages/";
    if ("http".equals(apiUrl.getScheme()) && "127.0.0.1".equals(apiUrl.getHost())) {
      return List.of(MediaPlace.inside(apiUrl, path, basic));
    }
    return List.of(
        MediaPlace.api(apiUrl.getHost(), path, basic, true),
        MediaPlace.open("mms.twiliocdn.com"),
        MediaPlace.open("s3-external-1.amazonaws.com", "/media.twiliocdn.com/"));
  }

  @Override
  public WebhookVerdict read(WebhookRequest request, CarrierAccess access) {
    return TwilioWebhooks.read(request, access);
  }

  @Override
  public void close() {
    api.close();
  }
}
