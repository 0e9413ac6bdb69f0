package dev.tandem.messaging.carrier.telnyx;

import dev.tandem.messaging.carrier.CampaignOutcome;
import dev.tandem.messaging.carrier.CampaignOutcome.State;
import dev.tandem.messaging.carrier.CampaignOutcome.Told;
import dev.tandem.messaging.carrier.CampaignOutcome.Untold;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.http.ApiClient;
import dev.tandem.messaging.carrier.http.ApiExchange;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// Which campaign a number is assigned to.
final class TelnyxCampaigns {
  private static final int NOT_FOUND = 404;

  private TelnyxCampaigns() {}

  static CampaignOutcome of(ApiClient api, PhoneNumber number, CarrierAccess access) {
    return switch (api.exchange(TelnyxRequests.campaign(number, access))) {
      case ApiExchange.NeverSent(String code) -> new Untold(code);
      case ApiExchange.Lost(String code) -> new Untold(code);
      case ApiExchange.Answered answer when answer.succeeded() ->
          Json.object(answer.body())
              .flatMap(TelnyxCampaigns::told)
              .orElseGet(() -> new Untold("unreadable_campaign"));
      case ApiExchange.Answered answer when answer.status() == NOT_FOUND ->
          new Told(State.NONE, Optional.empty());
      case ApiExchange.Answered answer -> new Untold("http_" + answer.status());
    };
  }

  /// An assignment that says nothing of its state stands.
  private static Optional<CampaignOutcome> told(JsonObject assignment) {
    return Json.text(assignment, "campaignId")
        .flatMap(
            campaign ->
                state(Json.text(assignment, "assignmentStatus").orElse("ASSIGNED"))
                    .map(state -> new Told(state, Optional.of(campaign))));
  }

  /// What is being taken away stands until it is.
  static Optional<State> state(String word) {
    return switch (word) {
      case "ASSIGNED", "PENDING_UNASSIGNMENT", "FAILED_UNASSIGNMENT" -> Optional.of(State.APPROVED);
      case "PENDING_ASSIGNMENT" -> Optional.of(State.PENDING);
      case "FAILED_ASSIGNMENT" -> Optional.of(State.REJECTED);
      default -> Optional.empty();
    };
  }
}
