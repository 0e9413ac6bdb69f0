package dev.tandem.gateway.call;

import java.time.Duration;

/// Every limit of call control. What happens at each is in its line.
///
/// @param sdpBytes of a session description; a longer one is refused
/// @param candidateBytes of one ICE candidate; a longer one is refused
/// @param candidatesPerPeer of one offer/answer generation; more are refused, the call goes on
/// @param restartsPerCall ICE restarts of a call; more are refused, the call goes on
/// @param callsPerMember open calls a member takes part in; a further caller hears busy
/// @param callsPerWorkspace open calls; a further start is refused
/// @param longestCall of two talking; then the call ends as too long
/// @param cutGrace for a talking endpoint whose signalling was cut, also by the gateway's own end;
///   then the call ends as failed
/// @param takeOver for voicemail to answer; then the caller is told that there is none
/// @param voicemail greeting and recording together; then what was recorded is kept
/// @param save of a recorded voicemail; then the caller is told that it failed
public record CallLimits(
    int sdpBytes,
    int candidateBytes,
    int candidatesPerPeer,
    int restartsPerCall,
    int callsPerMember,
    int callsPerWorkspace,
    Duration longestCall,
    Duration cutGrace,
    Duration takeOver,
    Duration voicemail,
    Duration save) {

  public CallLimits {
    if (sdpBytes < 1
        || candidateBytes < 1
        || candidatesPerPeer < 1
        || restartsPerCall < 0
        || callsPerMember < 1
        || callsPerWorkspace < 1) {
      throw new IllegalArgumentException("a count of call limits is out of range");
    }
    for (Duration span : new Duration[] {longestCall, cutGrace, takeOver, voicemail, save}) {
      if (span.isNegative() || span.isZero()) {
        throw new IllegalArgumentException("a time of call limits is not positive");
      }
    }
  }

  /// What a gateway starts with.
  public static CallLimits defaults() {
    return new CallLimits(
        64 * 1024,
        1024,
        64,
        100,
        4,
        500,
        Duration.ofHours(8),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        Duration.ofSeconds(60));
  }
}
