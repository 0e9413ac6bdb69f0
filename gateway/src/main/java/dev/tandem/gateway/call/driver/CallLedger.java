package dev.tandem.gateway.call.driver;

import dev.tandem.gateway.call.CallSummary;
import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import dev.tandem.media.record.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/// The kept records of calls and voicemails. Its methods block and run on virtual threads. Each may
/// be called again after a failure whose effect is unknown, and must then change nothing more.
public interface CallLedger {
  /// Who called whom, and when.
  record Opened(UUID call, Party caller, Party callee, Instant startedAt) {}

  /// The sound of a message, stored already.
  ///
  /// @param voicemail the id that the voicemail will have, so that a repeated write is seen as one
  /// @param blob where the sound is
  /// @param recorded how long it is, and its waveform
  /// @param size its bytes
  record Sound(UUID voicemail, UUID blob, Recorded recorded, long size) {}

  /// Who talks, and how long after the start of the call that began.
  record Talk(
      Endpoint caller,
      Endpoint answerer,
      Optional<Duration> ringingAfter,
      Duration answeredAfter) {}

  /// A call that was going on when another gateway ended.
  ///
  /// @param seenAt when it was last known to go on
  record Standing(Opened opened, Talk talk, Instant seenAt) {}

  /// Opens the record of a call.
  void open(Opened call);

  /// Notes that two talk, so that a gateway that starts anew can take the call up.
  void answered(Opened call, Talk talk);

  /// Notes that these calls go on at `at`.
  void seen(Collection<Opened> calls, Instant at);

  /// Closes the record of a call, unless it is closed.
  void close(Opened call, CallSummary summary);

  /// Writes the voicemail and closes the call's record with it, in one transaction.
  void saveVoicemail(Opened call, CallSummary summary, Sound sound);
}
