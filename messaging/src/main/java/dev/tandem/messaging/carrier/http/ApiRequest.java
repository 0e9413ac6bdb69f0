package dev.tandem.messaging.carrier.http;

import dev.tandem.messaging.carrier.Form;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// One request to a carrier's API.
///
/// @param pathAndQuery already escaped
/// @param authorization value of the `Authorization` header
/// @param contentType of the body, absent where there is none
public record ApiRequest(
    HttpMethod method,
    String pathAndQuery,
    String authorization,
    Optional<String> contentType,
    Buffer body) {

  public static ApiRequest get(String pathAndQuery, String authorization) {
    return new ApiRequest(
        HttpMethod.GET, pathAndQuery, authorization, Optional.empty(), Buffer.buffer());
  }

  public static ApiRequest post(String path, String authorization, Form form) {
    return new ApiRequest(
        HttpMethod.POST,
        path,
        authorization,
        Optional.of("application/x-www-form-urlencoded"),
        Buffer.buffer(form.encode()));
  }

  public static ApiRequest post(String path, String authorization, JsonObject json) {
    return new ApiRequest(
        HttpMethod.POST, path, authorization, Optional.of("application/json"), json.toBuffer());
  }

  /// `Authorization` of a user and a password (RFC 7617).
  public static String basic(String user, String password) {
    byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  /// `Authorization` of a token (RFC 6750).
  public static String bearer(String token) {
    return "Bearer " + token;
  }

  @Override
  public String toString() {
    return "ApiRequest[" + method + "]";
  }
}
