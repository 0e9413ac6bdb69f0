package dev.tandem.messaging.carrier.sandbox;

import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.MediaReference;
import dev.tandem.messaging.carrier.twilio.TwilioSignature;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.messaging.text.Segments;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sandbox's calls to the gateway's webhooks: signed forms, called again when the gateway
/// fails.
final class SandboxCalls {
  private static final Logger log = LoggerFactory.getLogger(SandboxCalls.class);
  private static final long TIMEOUT_MILLIS = 15_000;

  private final Vertx vertx;
  private final SandboxSettings settings;
  private final HttpClient client;

  SandboxCalls(Vertx vertx, SandboxSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    HttpClientOptions options =
        new HttpClientOptions()
            .setVerifyHost(true)
            .setConnectTimeout((int) TIMEOUT_MILLIS)
            .setKeepAliveTimeout(4);
    settings
        .caFile()
        .ifPresent(ca -> options.setTrustOptions(new PemTrustOptions().addCertPath(ca.toString())));
    client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(16));
  }

  /// What was at an address of the gateway's, and what it is called there.
  record Fetched(String contentType, Buffer content) {}

  /// Fetches an attachment of a text that was handed in; fails when there is none.
  Future<Fetched> fetch(URI media) {
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(media.toString())
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("User-Agent", "TwilioProxy/1.1"))
        .compose(HttpClientRequest::send)
        .compose(
            response ->
                response
                    .body()
                    .compose(
                        content ->
                            response.statusCode() == 200
                                ? Future.succeededFuture(
                                    new Fetched(
                                        Optional.ofNullable(response.getHeader("Content-Type"))
                                            .orElse(""),
                                        content))
                                : Future.failedFuture("HTTP " + response.statusCode())));
  }

  /// Posts a status report; succeeds with the gateway's HTTP status.
  Future<Integer> report(SandboxText text, URI target) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("SmsSid", text.sid());
    form.put("SmsStatus", text.status());
    form.put("MessageStatus", text.status());
    form.put("To", text.to().e164());
    form.put("MessageSid", text.sid());
    form.put("AccountSid", text.accountSid());
    form.put("From", text.from().e164());
    form.put("ApiVersion", "2010-04-01");
    if (text.errorCode() != 0) {
      form.put("ErrorCode", Integer.toString(text.errorCode()));
    }
    return call(target, text.sid(), form, settings.pace().retries());
  }

  /// Posts a text for one of our numbers; succeeds with the gateway's HTTP status.
  ///
  /// @param media where its attachments are, by type, in order
  Future<Integer> deliver(
      String sid, PhoneNumber from, PhoneNumber to, String body, List<MediaReference> media) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("ToCountry", to.region());
    form.put("SmsMessageSid", sid);
    form.put("NumMedia", Integer.toString(media.size()));
    for (int i = 0; i < media.size(); i++) {
      form.put("MediaUrl" + i, media.get(i).url());
      form.put("MediaContentType" + i, media.get(i).contentType());
    }
    form.put("SmsSid", sid);
    form.put("SmsStatus", "received");
    form.put("Body", body);
    form.put("FromCountry", from.region());
    form.put("To", to.e164());
    form.put("NumSegments", Integer.toString(Math.max(1, Segments.of(body).count())));
    form.put("MessageSid", sid);
    form.put("AccountSid", settings.access().accountId());
    form.put("From", from.e164());
    form.put("ApiVersion", "2010-04-01");
    URI target = settings.webhooks().messages(settings.carrier(), settings.access().accountId());
    return call(target, sid, form, settings.pace().retries());
  }

  private Future<Integer> call(
      URI target, String sid, Map<String, String> fields, List<Duration> retries) {
    return post(target, Form.of(fields))
        .transform(
            result -> {
              boolean failed = result.failed() || result.result() >= 500;
              if (failed && !retries.isEmpty()) {
                return vertx
                    .timer(retries.getFirst().toMillis())
                    .compose(_ -> call(target, sid, fields, retries.subList(1, retries.size())));
              }
              if (result.failed()) {
                log.warn(
                    "The gateway's webhook cannot be reached; {} is given up: {}",
                    sid,
                    result.cause().getClass().getSimpleName());
                return Future.failedFuture(result.cause());
              }
              if (result.result() >= 300) {
                log.warn("The gateway's webhook answered {} for {}", result.result(), sid);
              }
              return Future.succeededFuture(result.result());
            });
  }

  private Future<Integer> post(URI target, Form form) {
    String token = settings.access().authToken().reveal();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(target.toString())
            .setTimeout(TIMEOUT_MILLIS)
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .putHeader("User-Agent", "TwilioProxy/1.1")
            .putHeader(
                TwilioSignature.HEADER, TwilioSignature.sign(target.toString(), form, token));
    return client
        .request(options)
        .compose(request -> request.send(form.encode()))
        .compose(response -> response.end().map(_ -> response.statusCode()));
  }

  Future<Void> close() {
    return client.close();
  }
}
