package dev.tandem.gateway.it;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/// A text that a carrier brings, signed as Twilio signs.
record Webhook(String messageSid, String from, String to, String text) {
  HttpResponse<String> deliver(Demo demo) throws Exception {
    return demo.send(new SignedForm(demo.baseUrl().resolve(path(demo)), form(demo)).request(demo));
  }

  String path(Demo demo) {
    return demo.carrier().getString("webhook_base_path") + "/messages";
  }

  Map<String, String> form(Demo demo) {
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
    return form;
  }
}
