package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.http.Proof;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// `X-Twilio-Signature`: base64 of HMAC-SHA1, keyed with the account's auth token, over the URL as
/// the account has it configured, followed for a form by each name and value in the order of the
/// names.
///
/// What bites, all of it in Twilio's own test vectors:
/// - The port may or may not be part of the signed URL, so both forms are tried.
/// - A repeated field counts each of its distinct values once, in order, with the name before each.
/// - An apostrophe in the query is signed as `%27`.
/// - A JSON body is no part of the text; the query's `bodySHA256` stands for it.
///
/// SHA-1 is Twilio's choice; HMAC does not rest on collision resistance.
public final class TwilioSignature {
  /// The header's name.
  public static final String HEADER = "X-Twilio-Signature";

  private static final String BODY_HASH = "bodySHA256";
  private static final Form NO_FIELDS = new Form(Map.of());

  private TwilioSignature() {}

  /// Signs a form, as Twilio does.
  public static String sign(String url, Form form, String authToken) {
    return Base64.getEncoder().encodeToString(Proof.hmacSha1(authToken, signedText(url, form)));
  }

  /// Whether a form came from the holder of the token.
  static boolean holds(String signature, String url, Form form, String authToken) {
    boolean held = false;
    for (String candidate : candidates(url)) {
      held |= Proof.same(sign(candidate, form, authToken), signature);
    }
    return held;
  }

  /// Whether a body that is no form came from the holder of the token: the signature covers the
  /// URL, and the URL carries the hash of the body.
  static boolean holds(String signature, String url, byte[] body, String authToken) {
    Optional<String> claimed = bodyHash(url);
    if (claimed.isEmpty()) {
      return false;
    }
    boolean sameBody = Proof.same(Proof.sha256Hex(body), claimed.get());
    return holds(signature, url, NO_FIELDS, authToken) && sameBody;
  }

  private static Optional<String> bodyHash(String url) {
    int query = url.indexOf('?');
    if (query < 0) {
      return Optional.empty();
    }
    return Form.parse(
            url.substring(query + 1).getBytes(StandardCharsets.UTF_8), Form.Limits.WEBHOOK)
        .flatMap(form -> form.one(BODY_HASH));
  }

  private static String signedText(String url, Form form) {
    StringBuilder text = new StringBuilder(url);
    Map<String, List<String>> byName = new TreeMap<>(form.fields());
    byName.forEach(
        (name, values) -> new TreeSet<>(values).forEach(value -> text.append(name).append(value)));
    return text.toString();
  }

  /// The URL as given, without a port, and with the scheme's port.
  private static SequencedSet<String> candidates(String configured) {
    SequencedSet<String> urls = new LinkedHashSet<>();
    String url = escapeApostrophes(configured);
    urls.add(url);
    int authorityStart = url.indexOf("://") + 3;
    if (authorityStart < 3) {
      return urls;
    }
    int authorityEnd = endOfAuthority(url, authorityStart);
    String authority = url.substring(authorityStart, authorityEnd);
    int hostStart = authority.lastIndexOf('@') + 1;
    int port = authority.lastIndexOf(':');
    boolean hasPort = port >= hostStart && authority.indexOf(']', port) < 0;
    String before = url.substring(0, authorityStart);
    String after = url.substring(authorityEnd);
    if (hasPort) {
      urls.add(before + authority.substring(0, port) + after);
    } else {
      urls.add(before + authority + (url.startsWith("https:") ? ":443" : ":80") + after);
    }
    return urls;
  }

  private static int endOfAuthority(String url, int from) {
    for (int i = from; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return i;
      }
    }
    return url.length();
  }

  private static String escapeApostrophes(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query) + url.substring(query).replace("'", "%27");
  }
}
