package dev.tandem.messaging.carrier.fake;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.WebhookRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// How a carrier writes what all carriers say.
public interface FakeDialect {

  /// A request to the API; `path` with its query as received.
  record Asked(HttpMethod method, String path, String authorization, Buffer body) {}

  /// An answer of the API.
  record Reply(int status, String body) {}

  /// A text that somebody outside sends to one of our numbers.
  ///
  /// @param others who got it too, of a group
  record Heard(
      String providerId,
      String from,
      String to,
      List<String> others,
      String text,
      List<String> media) {
    public Heard(String providerId, String from, String to, String text, List<String> media) {
      this(providerId, from, to, List.of(), text, media);
    }
  }

  String name();

  /// The account that the fake knows.
  CarrierAccess access();

  /// The same account with what proves its webhooks changed.
  CarrierAccess withOtherSecrets();

  boolean authorized(String authorization);

  /// The text in a request that sends one, taken under this id; empty when it sends none.
  Optional<Taken> taken(Asked asked, String providerId);

  String newProviderId(int number);

  Reply accepted(Taken taken);

  /// A refusal; the code is empty where there is none to tell.
  Reply refusal(int httpStatus, String code);

  /// Answers what is no send: lists of texts and of numbers.
  Reply list(Asked asked, List<Taken> ledger);

  /// Codes of answers by what shall be understood; empty for a carrier that has none.
  Map<String, Remedy> codesOfAnswers();

  /// Codes of reports by what shall be understood.
  Map<String, Remedy> codesOfReports();

  /// The carrier's words for each state that it reports.
  Map<String, DeliveryState> words();

  /// The signed call that brings a text.
  WebhookRequest text(Heard heard);

  /// The signed call that reports how far a text of ours has come.
  WebhookRequest report(Taken taken, UUID messageId, String word, Optional<String> code);

  /// The same of one of those who got it, where the carrier takes groups.
  default WebhookRequest report(
      Taken taken, UUID messageId, String receiver, String word, Optional<String> code) {
    throw new AssertionError(name() + " takes no groups");
  }

  /// The call with a body of its own, signed as it should be.
  WebhookRequest signed(WebhookRequest call, Buffer body);
}
