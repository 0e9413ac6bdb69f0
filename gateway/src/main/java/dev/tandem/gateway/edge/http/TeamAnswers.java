package dev.tandem.gateway.edge.http;

import dev.tandem.messaging.team.TeamResult;
import java.util.List;
import java.util.UUID;

/// How rooms' endpoints read ids and tell what cannot be done.
final class TeamAnswers {
  private TeamAnswers() {}

  /// What was kept; everything else is refused.
  static <T> T kept(TeamResult<T> result) {
    return switch (result) {
      case TeamResult.Kept<T>(T value) -> value;
      case TeamResult.Refused<T>(String field, String advice) -> throw Refusal.field(field, advice);
      case TeamResult.NotTheirs<T> _ ->
          throw Refusal.of(ProblemCode.FORBIDDEN, "Only who wrote it changes it.");
      case TeamResult.NotNow<T>(String advice) -> throw Refusal.of(ProblemCode.CONFLICT, advice);
      case TeamResult.Absent<T> _ -> throw Refusal.notFound();
    };
  }

  /// A list of members' ids.
  static List<UUID> memberIds(Fields fields, int min, int max) {
    List<String> named = fields.texts("member_ids", min, max, 36);
    List<UUID> ids = named.stream().flatMap(id -> Fields.id(id).stream()).distinct().toList();
    if (named.stream().anyMatch(id -> Fields.id(id).isEmpty())) {
      fields.fault("member_ids", "must be ids of members");
    }
    return ids;
  }
}
