package dev.tandem.media.record;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.tandem.media.audio.Goertzel;
import dev.tandem.media.audio.OggOpusFile;
import dev.tandem.media.audio.Sound;
import dev.tandem.media.audio.Tones;
import dev.tandem.media.leg.IceServer;
import dev.tandem.media.relay.Relay;
import dev.tandem.media.relay.RelaySettings;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Goal: a caller who may use nothing but the relay reaches the voicemail too, although the relay
/// sends to no address of this machine's own: the leg takes a relayed address itself. Method: our
/// relay on loopback, real WebRTC ends.
class CallerBehindRelayTest {
  @RegisterExtension static final LegExtension LEGS = new LegExtension();

  @Test
  void relayOnlyCallerIsRecorded() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    SharedSecret secret =
        SharedSecret.of(
            "a secret for this test only".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    RelaySettings settings =
        new RelaySettings(
            new InetSocketAddress(loopback, 0),
            loopback,
            40_000,
            40_100,
            "test",
            secret,
            PeerPolicy.withLoopback(),
            RelayLimits.defaults());
    RelayCredentials.Issued issued =
        RelayCredentials.issue(secret, "caller", Instant.now().plusSeconds(600));
    try (Relay relay = Relay.start(settings)) {
      String url = "turn:127.0.0.1:" + relay.address().getPort() + "?transport=udp";
      List<IceServer> ice =
          List.of(new IceServer(List.of(url), issued.username(), issued.credential()));
      Greeting greeting = new Greeting(Tones.sine(700, 300, 0.4));
      try (TestCall call =
          TestCall.start(LEGS.legs(), ice, true, greeting, VoicemailLimits.standard())) {
        assertTrue(call.caller().awaitConnected());
        assertTrue(call.tape().awaitRecording());
        call.caller().say(Tones.sine(440, 1_500, 0.3));
        call.caller().awaitHeard(call.caller().heardMillis() + 2_000);
        call.session().hangUp();
        call.tape().awaitEnd();
        Sound said = OggOpusFile.parse(call.tape().bytes()).decode(Duration.ofMinutes(3));
        int millis = Goertzel.millis(said.samples(), 440);
        assertTrue(millis >= 1_000, "440 Hz recorded for " + millis + " ms");
        assertFalse(
            call.caller().states().contains(RTCPeerConnectionState.FAILED),
            "a path is in the answer: " + call.caller().states());
      }
    }
  }
}
