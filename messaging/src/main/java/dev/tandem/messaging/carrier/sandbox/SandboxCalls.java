package dev.tandem.messaging.carrier.sandbox;

import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.twilio.TwilioSignature;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  Future<Integer> deliver(String sid, PhoneNumber from, PhoneNumber to, String body, int segments) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("ToCountry", to.region());
    form.put("SmsMessageSid", sid);
    form.put("NumMedia", "0");
    form.put("SmsSid", sid);
    form.put("SmsStatus", "received");
    form.put("Body", body);
    form.put("FromCountry", from.region());
    form.put("To", to.e164());
    form.put("NumSegments", Integer.toString(segments));
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
