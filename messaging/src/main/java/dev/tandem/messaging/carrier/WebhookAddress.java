package dev.tandem.messaging.carrier;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// The addresses that carriers call, under the gateway's public URL.
///
/// ```
/// {public}/carriers/{carrier}/{account}/messages
/// {public}/carriers/{carrier}/{account}/statuses?message={our id}
/// {public}/carriers/{carrier}/{account}/media/{name}
/// ```
///
/// The query names our message, so a report finds its row even when the answer to the send was
/// lost. It is covered by the carrier's signature like the rest of the URL.
///
/// @param publicUrl scheme, host and port that the carrier reaches us at; no trailing slash
public record WebhookAddress(URI publicUrl) {
  private static final String MESSAGE = "message";

  public WebhookAddress {
    String text = publicUrl.toString();
    if (text.endsWith("/")) {
      publicUrl = URI.create(text.substring(0, text.length() - 1));
    }
  }

  /// Where texts for the account's numbers are posted.
  public URI messages(String carrier, String accountId) {
    return URI.create(path(carrier, accountId) + "/messages");
  }

  /// Where the fate of one message is reported.
  public URI statuses(String carrier, String accountId, UUID messageId) {
    return URI.create(path(carrier, accountId) + "/statuses?" + MESSAGE + "=" + messageId);
  }

  /// Where an attachment of a text that leaves is fetched; whoever knows the name may.
  public URI media(String carrier, String accountId, String name) {
    return URI.create(path(carrier, accountId) + "/media/" + name);
  }

  /// The public form of a request's path and query.
  public String of(String pathAndQuery) {
    return publicUrl + pathAndQuery;
  }

  /// Our message's id in the query of a status webhook.
  public static Optional<UUID> messageId(String query) {
    return Form.parse(query.getBytes(StandardCharsets.UTF_8), Form.Limits.WEBHOOK)
        .flatMap(form -> form.one(MESSAGE))
        .flatMap(WebhookAddress::uuid);
  }

  /// Our message's id, as a carrier brought it back.
  public static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private String path(String carrier, String accountId) {
    return publicUrl + "/carriers/" + carrier + "/" + segment(accountId);
  }

  /// An id as a segment of a path (RFC 3986 section 3.3): carriers' own need no escapes.
  private static String segment(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
