package dev.tandem.gateway.call;

import java.time.Duration;
import java.util.List;

/// Who rings, in what order, for how long. Each [Step] rings all its members' live endpoints at
/// once; when its time is over the next step rings; after the last one voicemail of `callee`
/// answers.
///
/// @param callee whose call it is: named in the call record, owner of the voicemail
/// @param steps at least one
public record RingPlan(Party callee, List<Step> steps) {

  /// One round of ringing.
  ///
  /// @param ring members whose live endpoints ring together
  /// @param duration how long this round lasts
  public record Step(List<Party> ring, Duration duration) {
    public Step {
      ring = List.copyOf(ring);
      if (ring.isEmpty() || duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("a step rings someone for some time");
      }
    }
  }

  public RingPlan {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a ring plan has a step");
    }
    for (Step step : steps) {
      for (Party party : step.ring()) {
        if (!party.workspace().equals(callee.workspace())) {
          throw new IllegalArgumentException("a ring plan stays in its workspace");
        }
      }
    }
  }

  /// The plan of a member called directly: everything the member has rings for `duration`.
  public static RingPlan member(Party callee, Duration duration) {
    return new RingPlan(callee, List.of(new Step(List.of(callee), duration)));
  }

  /// Whether `party` rings in any step.
  boolean names(Party party) {
    return steps.stream().anyMatch(step -> step.ring().contains(party));
  }
}
