package dev.tandem.media.record;

import dev.tandem.media.leg.IceCandidate;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A listener that keeps everything it is told, in order.
class Tape implements VoicemailListener {
  final ByteArrayOutputStream file = new ByteArrayOutputStream();
  final List<String> told = new ArrayList<>();
  final CompletableFuture<Recorded> end = new CompletableFuture<>();
  final CompletableFuture<String> failure = new CompletableFuture<>();
  final CountDownLatch recording = new CountDownLatch(1);
  private final Consumer<String> answers;
  private final Consumer<IceCandidate> candidates;
  private int pieces;

  Tape(Consumer<String> answers, Consumer<IceCandidate> candidates) {
    this.answers = answers;
    this.candidates = candidates;
  }

  @Override
  public synchronized void answer(String sdp) {
    told.add("answer");
    answers.accept(sdp);
  }

  @Override
  public void localCandidate(IceCandidate candidate) {
    candidates.accept(candidate);
  }

  @Override
  public synchronized void connected() {
    told.add("connected");
  }

  @Override
  public synchronized void recordingStarted() {
    told.add("recording");
    recording.countDown();
  }

  @Override
  public synchronized void audio(byte[] oggPages) {
    pieces++;
    file.writeBytes(oggPages);
  }

  @Override
  public synchronized void finished(Recorded recorded) {
    told.add("finished " + recorded.reason());
    end.complete(recorded);
  }

  @Override
  public synchronized void failed(String reason) {
    told.add("failed");
    failure.complete(reason);
  }

  synchronized int pieces() {
    return pieces;
  }

  synchronized byte[] bytes() {
    return file.toByteArray();
  }

  synchronized List<String> told() {
    return List.copyOf(told);
  }

  Recorded awaitEnd() {
    return end.orTimeout(30, TimeUnit.SECONDS).join();
  }

  boolean awaitRecording() throws InterruptedException {
    return recording.await(30, TimeUnit.SECONDS);
  }
}
