package dev.tandem.storage.workspace;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What is known of a US number's registration for business texts (10DLC): the brand that texts,
/// and the campaign that says what it texts.
///
/// @param campaignName as the carrier calls it; numbers of one campaign share its rate
/// @param segmentsPerSecond what the campaign may send in all
public record NumberRegistration(
    UUID numberId,
    Status brand,
    Status campaign,
    Optional<Personal<String>> campaignName,
    Optional<Double> segmentsPerSecond,
    Source source,
    Instant changedAt) {

  /// How far one of both has come.
  public enum Status {
    NONE,
    PENDING,
    APPROVED,
    REJECTED
  }

  /// Who said so.
  public enum Source {
    ADMIN,
    /// It refused a text for it.
    CARRIER
  }

  /// Whether carriers take texts of it.
  public boolean approved() {
    return campaign == Status.APPROVED;
  }
}
