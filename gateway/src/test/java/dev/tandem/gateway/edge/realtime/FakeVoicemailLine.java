package dev.tandem.gateway.edge.realtime;

import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.record.Greeting;
import dev.tandem.media.record.Recorded;
import dev.tandem.media.record.RecordingEnd;
import dev.tandem.media.record.VoicemailLine;
import dev.tandem.media.record.VoicemailListener;
import dev.tandem.media.record.VoicemailRequest;
import dev.tandem.media.record.VoicemailSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Voicemail without WebRTC: it answers, and what the caller says is a real Ogg/Opus file, page by
/// page, until the caller hangs up.
final class FakeVoicemailLine implements VoicemailLine {
  private static final byte[] PAGE = {'O', 'g', 'g', 'S'};

  volatile Availability availability = new Availability.Ready();
  final List<IceCandidate> candidates = new ArrayList<>();

  @Override
  public Availability availability() {
    return availability;
  }

  @Override
  public VoicemailSession take(VoicemailRequest request, VoicemailListener listener) {
    CompletableFuture<Void> hungUp = new CompletableFuture<>();
    Thread _ = Thread.ofVirtual().start(() -> speak(listener, hungUp));
    return new VoicemailSession() {
      @Override
      public void remoteCandidate(IceCandidate candidate) {
        candidates.add(candidate);
      }

      @Override
      public void dtmf(char digit) {}

      @Override
      public void hangUp() {
        boolean _ = hungUp.complete(null);
      }
    };
  }

  private static void speak(VoicemailListener listener, CompletableFuture<Void> hungUp) {
    listener.answer(TestPhone.SDP);
    listener.localCandidate(new IceCandidate("0", 0, "candidate:1 1 udp 1 127.0.0.1 9 typ host"));
    listener.connected();
    listener.recordingStarted();
    try {
      pages(sound()).forEach(listener::audio);
    } catch (RuntimeException broken) {
      listener.failed("the listener failed");
      return;
    }
    hungUp.join();
    listener.finished(new Recorded(2_500, new byte[] {0, 9, (byte) 200}, RecordingEnd.HUNG_UP));
  }

  /// What the caller says.
  static byte[] sound() {
    try (InputStream in = Greeting.class.getResourceAsStream("greeting.opus")) {
      if (in == null) {
        throw new AssertionError("the greeting is packed into the media module");
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<byte[]> pages(byte[] file) {
    List<byte[]> pages = new ArrayList<>();
    int start = 0;
    for (int at = PAGE.length; at <= file.length; at++) {
      boolean end = at == file.length;
      if (end || Arrays.equals(file, at, Math.min(at + 4, file.length), PAGE, 0, 4)) {
        pages.add(Arrays.copyOfRange(file, start, at));
        start = at;
      }
    }
    return pages;
  }
}
