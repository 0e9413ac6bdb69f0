package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import dev.tandem.media.audio.Sound;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a call that nobody answers becomes a voicemail, and its sound is what the caller said.
///
/// Method: the caller's microphone plays 440 Hz; the callee's window rings and is left alone; after
/// the greeting the caller speaks for some seconds and hangs up. The recording is fetched, decoded
/// and measured, then played in the callee's page.
final class NobodyAnswersIT {
  private static final double TONE = 440;

  @Test
  void theVoicemailIsTheTone(@TempDir Path directory) throws Exception {
    try (Chromium chromium = Chromium.open();
        Demo demo = Demo.start(directory, Map.of("TANDEM_RING_SECONDS", "5"));
        Browser first = chromium.launch(Tone.write(directory.resolve("a.wav"), TONE));
        Browser second = chromium.launch(Tone.write(directory.resolve("b.wav"), 880));
        Member caller = Member.signIn(first, demo, 0);
        Member callee = Member.signIn(second, demo, 1)) {
      caller.call(callee);
      callee.page().getByTestId("answer").waitFor();
      caller.awaitCall("voicemail");
      caller.page().getByText("Recording").first().waitFor();
      caller.page().waitForTimeout(4_000);
      caller.hangUp();
      caller.awaitNoCall();

      callee.goTo("voicemail");
      callee.page().getByTestId("voicemail-play").first().waitFor();
      List<JsonObject> voicemails = demo.list("/api/v1/voicemails", 1);
      assertEquals(1, voicemails.size());
      JsonObject voicemail = voicemails.getFirst();
      assertTrue(voicemail.getInteger("duration_ms") > 2_000, voicemail.encode());
      assertTrue(voicemail.getJsonArray("peaks").size() > 10);

      HttpResponse<byte[]> audio =
          demo.bytes("/api/v1/voicemails/" + voicemail.getString("id") + "/audio", demo.apiKey(1));
      assertEquals(200, audio.statusCode());
      assertEquals("audio/ogg", audio.headers().firstValue("content-type").orElse(""));
      double share =
          Tone.share(Sound.read(audio.body(), Duration.ofMinutes(1)).samples(), Sound.RATE, TONE);
      assertTrue(share > 0.6, "share of the recording's energy at 440 Hz: " + share);

      callee.page().getByTestId("voicemail-play").first().click();
      callee.page().locator("[data-testid=voicemail][data-heard=true]").first().waitFor();
      assertEquals("voicemail", demo.list("/api/v1/calls", 0).getFirst().getString("outcome"));
    }
  }
}
