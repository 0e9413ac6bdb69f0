package dev.tandem.media.leg.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.tandem.media.audio.Sound;
import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.leg.IceServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A caller, as a browser would be one: a second peer connection that offers, says what it is told,
/// and remembers what it hears. Callers share one factory.
public final class FarEnd implements AutoCloseable {
  private static final Supplier<Shared> SHARED = StableValueOf.once(Shared::new);

  private final RTCPeerConnection peer;
  private final CustomAudioSource source;
  private final Mouth mouth = new Mouth(sound -> {});
  private final List<Sound> heard = new ArrayList<>();
  private final CompletableFuture<String> offer = new CompletableFuture<>();
  private final CountDownLatch connected = new CountDownLatch(1);
  private final List<RTCPeerConnectionState> states = new ArrayList<>();
  private @Nullable AudioTrack listening;
  private @Nullable Ear ear;
  private boolean closed;

  private static final class Shared {
    final HeadlessAudioDeviceModule device = new HeadlessAudioDeviceModule();
    final PeerConnectionFactory factory;
    final Metronome metronome = new Metronome();

    Shared() {
      device.initPlayout();
      device.startPlayout();
      factory = new PeerConnectionFactory(device);
    }
  }

  /// Computed once, when first wanted.
  private static final class StableValueOf {
    static <T> Supplier<T> once(Supplier<T> make) {
      return new Supplier<>() {
        private @Nullable T value;

        @Override
        public synchronized T get() {
          T made = value;
          if (made == null) {
            made = make.get();
            value = made;
          }
          return made;
        }
      };
    }
  }

  /// A caller with an offer that has no candidates yet; they come to `trickle`.
  public FarEnd(List<IceServer> ice, boolean relayOnly, Consumer<IceCandidate> trickle) {
    Shared shared = SHARED.get();
    source = new CustomAudioSource();
    RTCConfiguration configuration = new RTCConfiguration();
    for (IceServer server : ice) {
      RTCIceServer relay = new RTCIceServer();
      relay.urls = server.urls();
      relay.username = server.username();
      relay.password = server.credential();
      configuration.iceServers.add(relay);
    }
    if (relayOnly) {
      configuration.iceTransportPolicy = RTCIceTransportPolicy.RELAY;
    }
    peer = shared.factory.createPeerConnection(configuration, new Watcher(trickle));
    peer.addTrack(shared.factory.createAudioTrack("caller", source), List.of("caller"));
    peer.createOffer(
        new RTCOfferOptions(),
        Described.made(
            made ->
                peer.setLocalDescription(
                    made,
                    Described.set(
                        () -> offer.complete(made.sdp),
                        () -> offer.completeExceptionally(new AssertionError("local")))),
            () -> offer.completeExceptionally(new AssertionError("offer"))));
  }

  public String offer() {
    return offer.orTimeout(5, TimeUnit.SECONDS).join();
  }

  public void answer(String sdp) {
    peer.setRemoteDescription(
        new RTCSessionDescription(RTCSdpType.ANSWER, sdp), Described.set(() -> {}, () -> {}));
  }

  public void candidate(IceCandidate candidate) {
    peer.addIceCandidate(
        new RTCIceCandidate(candidate.sdpMid(), candidate.sdpMLineIndex(), candidate.candidate()));
  }

  public boolean awaitConnected() throws InterruptedException {
    return connected.await(10, TimeUnit.SECONDS);
  }

  public void say(Sound sound) {
    mouth.say(sound);
  }

  public synchronized List<RTCPeerConnectionState> states() {
    return List.copyOf(states);
  }

  /// Waits until so much was heard in all; frames arrive every 10 ms whether somebody speaks or
  /// not.
  public synchronized void awaitHeard(int millis) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (heard.size() * 10 < millis) {
      if (System.nanoTime() > until) {
        throw new AssertionError("heard only " + heard.size() + " frames");
      }
      wait(100);
    }
  }

  public synchronized int heardMillis() {
    return heard.size() * 10;
  }

  /// Everything that was heard.
  public synchronized short[] heard() {
    short[] all = new short[heard.size() * Sound.FRAME];
    for (int i = 0; i < heard.size(); i++) {
      System.arraycopy(heard.get(i).samples(), 0, all, i * Sound.FRAME, Sound.FRAME);
    }
    return all;
  }

  private synchronized void hear(Sound frame) {
    heard.add(frame);
    notifyAll();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    SHARED.get().metronome.remove(mouth).orTimeout(2, TimeUnit.SECONDS).join();
    if (listening != null && ear != null) {
      listening.removeSink(ear);
    }
    peer.close();
  }

  private final class Watcher implements PeerConnectionObserver {
    private final Consumer<IceCandidate> trickle;

    Watcher(Consumer<IceCandidate> trickle) {
      this.trickle = trickle;
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
      trickle.accept(new IceCandidate(candidate.sdpMid, candidate.sdpMLineIndex, candidate.sdp));
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
      synchronized (FarEnd.this) {
        states.add(state);
      }
      if (state == RTCPeerConnectionState.CONNECTED) {
        SHARED.get().metronome.add(mouth, source);
        connected.countDown();
      }
    }

    @Override
    public void onTrack(RTCRtpTransceiver transceiver) {
      if (transceiver.getReceiver().getTrack() instanceof AudioTrack track) {
        listening = track;
        ear = new Ear(FarEnd.this::hear);
        track.addSink(ear);
      }
    }
  }
}
