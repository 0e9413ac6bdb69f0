package dev.tandem.messaging.carrier.plivo;

import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.http.Proof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Plivo's signatures: base64 of HMAC-SHA-256, keyed with the auth token.
///
/// ```
/// V3  POST   URL ? sorted query [. when there are both] sorted names and values . nonce
/// V3  GET    URL ? sorted query and fields . nonce
/// V2         URL without query, nonce: neither the query nor the body is covered
/// ```
///
/// A header may hold several, separated by commas: one of them must match.
final class PlivoSignature {
  static final String V3 = "x-plivo-signature-v3";
  static final String V3_NONCE = "x-plivo-signature-v3-nonce";
  static final String V2 = "x-plivo-signature-v2";
  static final String V2_NONCE = "x-plivo-signature-v2-nonce";

  private PlivoSignature() {}

  /// Whether a posted form came from the holder of the token; empty where the query is no form.
  static boolean postHolds(String header, String nonce, String url, Form form, String token) {
    return query(url)
        .map(
            query -> {
              String fields = joined(sorted(form), "", "");
              String dot = !query.fields().isEmpty() && !fields.isEmpty() ? "." : "";
              return base(url) + "?" + joined(sorted(query), "=", "&") + dot + fields;
            })
        .filter(text -> oneHolds(header, text + "." + nonce, token))
        .isPresent();
  }

  /// Whether a GET with these fields came from the holder of the token.
  static boolean getHolds(String header, String nonce, String url, Form form, String token) {
    return query(url)
        .map(
            query -> {
              Map<String, List<String>> all = new TreeMap<>(query.fields());
              all.putAll(form.fields());
              return base(url) + "?" + joined(sorted(new Form(all)), "=", "&");
            })
        .filter(text -> oneHolds(header, text + "." + nonce, token))
        .isPresent();
  }

  /// Whether somebody who holds the token called this address with this nonce, whatever the body.
  static boolean v2Holds(String header, String nonce, String url, String token) {
    return oneHolds(header, base(url) + nonce, token);
  }

  private static boolean oneHolds(String header, String text, String token) {
    String expected = Base64.getEncoder().encodeToString(Proof.hmacSha256(token, text));
    boolean held = false;
    for (String given : header.split(",", -1)) {
      held |= Proof.same(expected, given.strip());
    }
    return held;
  }

  private static String base(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static Optional<Form> query(String url) {
    int at = url.indexOf('?');
    String query = at < 0 ? "" : url.substring(at + 1);
    return Form.parse(query.getBytes(StandardCharsets.UTF_8), Form.Limits.WEBHOOK);
  }

  private record Pair(String name, String value) {}

  private static List<Pair> sorted(Form form) {
    List<Pair> pairs = new ArrayList<>();
    new TreeMap<>(form.fields())
        .forEach(
            (name, values) ->
                values.stream().sorted().forEach(value -> pairs.add(new Pair(name, value))));
    return pairs;
  }

  private static String joined(List<Pair> pairs, String equals, String between) {
    return pairs.stream()
        .map(pair -> pair.name() + equals + pair.value())
        .collect(Collectors.joining(between));
  }
}
