package dev.tandem.media.leg.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.tandem.media.leg.IceServer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// libwebrtc, loaded and running: one audio device without hardware, one factory, one metronome for
/// every leg. Used by the control thread only.
final class WebRtcEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebRtcEngine.class);

  private final HeadlessAudioDeviceModule device;
  private final PeerConnectionFactory factory;
  private final Metronome metronome;

  private WebRtcEngine(HeadlessAudioDeviceModule device, PeerConnectionFactory factory) {
    this.device = device;
    this.factory = factory;
    metronome = new Metronome();
  }

  static WebRtcEngine start() {
    long began = System.nanoTime();
    HeadlessAudioDeviceModule device = new HeadlessAudioDeviceModule();
    // Before the factory: otherwise nothing pulls received sound and no ear hears.
    device.initPlayout();
    device.startPlayout();
    WebRtcEngine engine = new WebRtcEngine(device, new PeerConnectionFactory(device));
    LOG.debug("libwebrtc runs after {} ms", (System.nanoTime() - began) / 1_000_000);
    return engine;
  }

  RTCPeerConnection connection(List<IceServer> ice, PeerConnectionObserver observer) {
    RTCConfiguration configuration = new RTCConfiguration();
    for (IceServer server : ice) {
      RTCIceServer native_ = new RTCIceServer();
      native_.urls = server.urls();
      native_.username = server.username();
      native_.password = server.credential();
      configuration.iceServers.add(native_);
    }
    return factory.createPeerConnection(configuration, observer);
  }

  AudioTrack track(CustomAudioSource source) {
    return factory.createAudioTrack("voice", source);
  }

  Metronome metronome() {
    return metronome;
  }

  @Override
  public void close() {
    metronome.close();
    factory.dispose();
    device.dispose();
  }
}
