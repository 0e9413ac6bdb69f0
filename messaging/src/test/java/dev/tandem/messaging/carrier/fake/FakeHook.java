package dev.tandem.messaging.carrier.fake;

import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes the calls of fake carriers.
final class FakeHook {
  private static final String BASE = "https://phone.example/carriers/";

  private FakeHook() {}

  static String messages(FakeDialect dialect) {
    return BASE + dialect.name() + "/" + dialect.access().accountId() + "/messages";
  }

  /// The address that a text's reports go to, as our address class writes it.
  static String statuses(FakeDialect dialect, String query) {
    return BASE + dialect.name() + "/" + dialect.access().accountId() + "/statuses" + query;
  }

  static WebhookRequest call(
      Kind kind, String url, String contentType, Buffer body, Map<String, String> headers) {
    Map<String, List<String>> all = new HashMap<>();
    all.put("content-type", List.of(contentType));
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    return new WebhookRequest(kind, url, all, body);
  }

  static byte[] hmac(String algorithm, String secret, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String query(String url) {
    int at = url.indexOf('?');
    return at < 0 ? "" : url.substring(at);
  }
}
