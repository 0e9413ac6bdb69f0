package dev.tandem.media.leg.webrtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.tandem.media.audio.Sound;
import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.leg.LegEvent;
import dev.tandem.media.leg.LegLimits;
import dev.tandem.media.leg.LegOffer;
import dev.tandem.media.leg.VoiceLeg;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One peer connection. Everything from `phase` on belongs to the control thread; libwebrtc's
/// callbacks only post there.
///
/// ```
///   NEW ──offer──> ANSWERING ──candidates gathered, or waited long enough──> ANSWERED ──> OVER
/// ```
final class WebRtcLeg implements VoiceLeg {
  private static final Logger LOG = LoggerFactory.getLogger(WebRtcLeg.class);
  private static final long LAST_BEAT_SECONDS = 2;

  private enum Phase {
    NEW,
    ANSWERING,
    ANSWERED,
    OVER
  }

  private final ScheduledExecutorService control;
  private final LegLimits limits;
  private final Consumer<LegEvent> events;
  private final Consumer<WebRtcLeg> onOver;
  private final Mouth mouth = new Mouth(sound -> tell(new LegEvent.Played(sound)));
  private final Ear ear = new Ear(frame -> tell(new LegEvent.Heard(frame)));
  private volatile boolean hungUp;

  private Phase phase = Phase.NEW;
  private boolean offerTaken;
  private boolean speaking;
  private int candidates;
  private final List<IceCandidate> early = new ArrayList<>();
  private @Nullable Future<?> patience;
  private @Nullable WebRtcEngine engine;
  private @Nullable RTCPeerConnection connection;
  private @Nullable CustomAudioSource source;
  private @Nullable AudioTrack spoken;
  private @Nullable AudioTrack heard;

  WebRtcLeg(
      ScheduledExecutorService control,
      LegLimits limits,
      Consumer<LegEvent> events,
      Consumer<WebRtcLeg> onOver) {
    this.control = control;
    this.limits = limits;
    this.events = events;
    this.onOver = onOver;
  }

  @Override
  public void remoteCandidate(IceCandidate candidate) {
    if (!candidate.candidate().isEmpty()) {
      later(() -> takeCandidate(candidate));
    }
  }

  @Override
  public void play(Sound sound) {
    mouth.say(sound);
  }

  @Override
  public void hush() {
    mouth.hush();
  }

  @Override
  public void close() {
    hungUp = true;
    later(this::release);
  }

  /// Ends a leg that never began.
  void refuse(String reason) {
    tell(new LegEvent.Failed(reason));
    hungUp = true;
  }

  void begin(WebRtcEngine running, LegOffer offer) {
    if (phase != Phase.NEW || hungUp) {
      return;
    }
    if (!offer.sdp().contains("m=audio")) {
      fail("the offer has no sound in it");
      return;
    }
    phase = Phase.ANSWERING;
    engine = running;
    RTCPeerConnection peer = running.connection(offer.ice(), new Watcher());
    connection = peer;
    CustomAudioSource voice = new CustomAudioSource();
    source = voice;
    AudioTrack track = running.track(voice);
    spoken = track;
    peer.addTrack(track, List.of("voice"));
    try {
      peer.setRemoteDescription(
          new RTCSessionDescription(RTCSdpType.OFFER, offer.sdp()),
          Described.set(
              () -> later(this::answerOffer), () -> later(() -> fail("the offer is not valid"))));
    } catch (RuntimeException | Error malformed) {
      // webrtc-java throws an Error for text that is no session description.
      fail("the offer is not valid");
    }
  }

  private void answerOffer() {
    RTCPeerConnection peer = connection;
    if (phase != Phase.ANSWERING || peer == null) {
      return;
    }
    offerTaken = true;
    early.forEach(candidate -> addCandidate(peer, candidate));
    early.clear();
    peer.createAnswer(
        new RTCAnswerOptions(),
        Described.made(
            answer -> later(() -> useAnswer(answer)),
            () -> later(() -> fail("the offer has nothing this server can answer"))));
  }

  private void useAnswer(RTCSessionDescription answer) {
    RTCPeerConnection peer = connection;
    if (phase != Phase.ANSWERING || peer == null) {
      return;
    }
    peer.setLocalDescription(
        answer, Described.set(() -> {}, () -> later(() -> fail("the answer could not be used"))));
    try {
      patience =
          control.schedule(
              () -> guard(this::sayAnswer), limits.gathering().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("No answer is given while stopping");
    }
  }

  private void sayAnswer() {
    RTCPeerConnection peer = connection;
    if (phase != Phase.ANSWERING || peer == null) {
      return;
    }
    phase = Phase.ANSWERED;
    tell(new LegEvent.Answered(CandidateOrder.relayedFirst(peer.getLocalDescription().sdp)));
  }

  private void takeCandidate(IceCandidate candidate) {
    RTCPeerConnection peer = connection;
    if (phase == Phase.OVER || ++candidates > limits.candidates()) {
      return;
    }
    if (peer == null || !offerTaken) {
      early.add(candidate);
      return;
    }
    addCandidate(peer, candidate);
  }

  private static void addCandidate(RTCPeerConnection peer, IceCandidate candidate) {
    try {
      peer.addIceCandidate(
          new RTCIceCandidate(
              candidate.sdpMid(), candidate.sdpMLineIndex(), candidate.candidate()));
    } catch (RuntimeException | Error malformed) {
      // The other side's mistake costs it this path only.
      LOG.debug("A candidate was not understood");
    }
  }

  private void changed(RTCPeerConnectionState state) {
    WebRtcEngine running = engine;
    CustomAudioSource voice = source;
    if (phase == Phase.OVER || running == null || voice == null) {
      return;
    }
    switch (state) {
      case CONNECTED -> {
        // Not before: libwebrtc adds and removes a source's listeners without a lock while it sets
        // up and closes.
        if (!speaking) {
          speaking = true;
          running.metronome().add(mouth, voice);
        }
        tell(new LegEvent.Connected());
      }
      case DISCONNECTED -> tell(new LegEvent.Interrupted());
      case FAILED -> fail("no path for sound was found");
      case NEW, CONNECTING, CLOSED -> {}
    }
  }

  private void hear(AudioTrack track) {
    if (phase != Phase.OVER && heard == null) {
      heard = track;
      track.addSink(ear);
    }
  }

  /// Ends the leg and says why; on the control thread.
  void fail(String reason) {
    if (phase == Phase.OVER) {
      return;
    }
    release();
    tell(new LegEvent.Failed(reason));
    hungUp = true;
  }

  private void release() {
    if (phase == Phase.OVER) {
      return;
    }
    phase = Phase.OVER;
    if (patience != null) {
      patience.cancel(false);
    }
    if (speaking && engine != null) {
      stopSpeaking(engine);
    }
    AudioTrack listening = heard;
    if (listening != null) {
      quietly(() -> listening.removeSink(ear));
    }
    if (connection != null) {
      quietly(connection::close);
    }
    if (spoken != null) {
      quietly(spoken::dispose);
    }
    if (source != null) {
      quietly(source::dispose);
    }
    onOver.accept(this);
  }

  private void stopSpeaking(WebRtcEngine running) {
    try {
      running.metronome().remove(mouth).get(LAST_BEAT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("A leg's last beat did not come");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// webrtc-java throws an Error when an object that it lets go of is still referred to inside
  /// libwebrtc, which after a close is no fault of ours and does no harm.
  private static void quietly(Runnable release) {
    try {
      release.run();
    } catch (RuntimeException | Error e) {
      LOG.debug("Released with a remark: {}", e.getMessage());
    }
  }

  private void tell(LegEvent event) {
    if (!hungUp) {
      events.accept(event);
    }
  }

  private void later(Runnable task) {
    try {
      control.execute(() -> guard(task));
    } catch (RejectedExecutionException stopping) {
      LOG.debug("Too late for a leg: the server is stopping");
    }
  }

  /// A fault ends this leg and no other; the executor would swallow it.
  private void guard(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("A server leg failed: {}", e.getClass().getName());
      fail("the call could not be held by the server");
    }
  }

  /// What libwebrtc tells on its signalling thread.
  private final class Watcher implements PeerConnectionObserver {
    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
      IceCandidate own = new IceCandidate(candidate.sdpMid, candidate.sdpMLineIndex, candidate.sdp);
      later(
          () -> {
            // Earlier ones are in the answer itself.
            if (phase == Phase.ANSWERED) {
              tell(new LegEvent.LocalCandidate(own));
            }
          });
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
      if (state == RTCIceGatheringState.COMPLETE) {
        later(WebRtcLeg.this::sayAnswer);
      }
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
      later(() -> changed(state));
    }

    @Override
    public void onTrack(RTCRtpTransceiver transceiver) {
      if (transceiver.getReceiver().getTrack() instanceof AudioTrack track) {
        later(() -> hear(track));
      }
    }
  }
}
