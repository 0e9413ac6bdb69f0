package dev.tandem.gateway.call.driver;

import dev.tandem.gateway.call.CallInput;
import dev.tandem.gateway.call.Candidate;
import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.record.Recorded;
import dev.tandem.media.record.VoicemailListener;
import dev.tandem.storage.Ids;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears one message being spoken, on its session's virtual thread, and keeps its sound as it
/// comes.
final class MessageTaker implements VoicemailListener {
  private static final Logger LOG = LoggerFactory.getLogger(MessageTaker.class);

  private final UUID call;
  private final UUID workspace;
  private final Sounds sounds;
  private final BiConsumer<UUID, CallLedger.Sound> stored;
  private final Consumer<CallInput> calls;

  /// Touched on the session's thread only.
  private Sounds.@Nullable Recording recording;

  private long size;
  private volatile boolean unwanted;

  /// @param stored hears of the complete sound before the call does
  MessageTaker(
      UUID call,
      UUID workspace,
      Sounds sounds,
      BiConsumer<UUID, CallLedger.Sound> stored,
      Consumer<CallInput> calls) {
    this.call = call;
    this.workspace = workspace;
    this.sounds = sounds;
    this.stored = stored;
    this.calls = calls;
  }

  /// Nothing of it is kept, whatever was said.
  void drop() {
    unwanted = true;
  }

  @Override
  public void answer(String sdp) {
    calls.accept(new CallInput.LegAnswered(call, sdp));
  }

  @Override
  public void localCandidate(IceCandidate candidate) {
    calls.accept(
        new CallInput.LegCandidate(
            call,
            new Candidate(candidate.candidate(), candidate.sdpMid(), candidate.sdpMLineIndex())));
  }

  @Override
  public void connected() {}

  @Override
  public void recordingStarted() {
    calls.accept(new CallInput.LegRecording(call));
  }

  /// A failure goes on to the session, which then reports that it failed.
  @Override
  public void audio(byte[] oggPages) {
    if (unwanted) {
      return;
    }
    if (recording == null) {
      recording = sounds.begin(workspace);
    }
    recording.write(oggPages);
    size += oggPages.length;
  }

  @Override
  public void finished(Recorded recorded) {
    Sounds.Recording done = recording;
    if (done == null || unwanted || !recorded.reason().kept()) {
      abort();
      calls.accept(new CallInput.LegFailed(call, "Nothing was recorded."));
      return;
    }
    try {
      UUID blob = done.finish();
      stored.accept(call, new CallLedger.Sound(Ids.next(), blob, recorded, size));
      calls.accept(new CallInput.LegRecorded(call));
    } catch (RuntimeException failure) {
      LOG.error("The sound of a voicemail could not be kept: {}", failure.getClass().getName());
      calls.accept(new CallInput.LegFailed(call, "The voicemail could not be kept."));
    }
  }

  @Override
  public void failed(String reason) {
    LOG.warn("No voicemail was taken: {}", reason);
    abort();
    calls.accept(new CallInput.LegFailed(call, "Voicemail failed; call again later."));
  }

  private void abort() {
    Sounds.Recording begun = recording;
    recording = null;
    if (begun == null) {
      return;
    }
    try {
      begun.abort();
    } catch (RuntimeException failure) {
      LOG.warn("A sound is left for the sweep: {}", failure.getClass().getName());
    }
  }
}
