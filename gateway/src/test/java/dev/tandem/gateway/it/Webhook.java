package dev.tandem.gateway.it;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A text that a carrier brings, signed as Twilio signs: base64(HMAC-SHA1(auth token, URL followed
/// by every parameter's name and value in the order of names)).
record Webhook(String messageSid, String from, String to, String text) {
  HttpResponse<String> deliver(Demo demo) throws Exception {
    String path = demo.carrier().getString("webhook_base_path") + "/messages";
    URI url = demo.baseUrl().resolve(path);
    Map<String, String> form = new TreeMap<>();
    form.put("MessageSid", messageSid);
    form.put("SmsSid", messageSid);
    form.put("AccountSid", demo.carrier().getString("account_id"));
    form.put("From", from);
    form.put("To", to);
    form.put("Body", text);
    form.put("NumMedia", "0");
    form.put("NumSegments", "1");
    form.put("SmsStatus", "received");
    form.put("ApiVersion", "2010-04-01");
    StringBuilder signed = new StringBuilder(url.toString());
    form.forEach((name, value) -> signed.append(name).append(value));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(
        new SecretKeySpec(
            demo.carrier().getString("auth_token").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    String signature =
        Base64.getEncoder()
            .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    String body =
        form.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return demo.send(
        demo.request(path, null)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Twilio-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
