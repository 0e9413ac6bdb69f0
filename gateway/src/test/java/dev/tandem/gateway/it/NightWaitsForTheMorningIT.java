package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an admin says which hours are quiet; who writes in them is asked, may send anyway, or has
/// the text leave in the morning; a text is scheduled, shown to the team, and called off.
///
/// Method: two members' windows and the sandbox carrier; a night is set around the hour at which
/// this runs.
final class NightWaitsForTheMorningIT {
  private static final String WAITING = "[data-testid=scheduled][data-state=waiting]";

  /// Hours around now where the demo's numbers are.
  private static void night(Page page) {
    LocalTime there =
        Instant.now()
            .atZone(ZoneId.of("America/New_York"))
            .toLocalTime()
            .truncatedTo(ChronoUnit.MINUTES);
    page.getByTestId("settings-quiet").locator("visible=true").first().click();
    page.getByTestId("quiet-on").check();
    page.getByTestId("quiet-from").fill(there.minusHours(1).toString());
    page.getByTestId("quiet-until").fill(there.plusHours(3).toString());
    page.getByTestId("quiet-save").click();
  }

  @Test
  void whoWritesAtNightIsAskedAndTheMorningIsKept(@TempDir Path directory) throws Exception {
    try (Chromium chromium = Chromium.open();
        Demo demo = Demo.start(directory, Map.of());
        Browser browser = chromium.launch(Tone.write(directory.resolve("a.wav"), 440));
        Member writer = Member.signIn(browser, demo, 0);
        Member reader = Member.signIn(browser, demo, 1)) {
      Page page = writer.page();
      page.getByTestId("new-message").first().click();
      page.getByTestId("to").fill("+12025550142");
      page.getByTestId("composer").fill("Good day");
      page.getByTestId("send").click();
      Locator asked = page.getByTestId("night");
      asked.or(page.getByText("You said: Good day")).first().waitFor();
      if (asked.isVisible()) {
        page.getByTestId("night-anyway").click();
      }
      page.getByText("You said: Good day").first().waitFor();
      String thread = page.url();

      writer.goTo("settings");
      night(page);
      page.getByText("Quiet hours are saved").first().waitFor();
      page.navigate(thread);
      page.reload();
      page.getByTestId("composer").fill("Sleep well");
      page.getByTestId("send").click();
      page.getByTestId("night-morning").click();
      page.locator(WAITING).waitFor();
      assertEquals(1, demo.list("/api/v1/scheduled-texts", 0).size());
      assertEquals(0, page.getByText("You said: Sleep well").count());

      Page other = reader.page();
      other.navigate(thread);
      other.locator(WAITING).getByText("Sleep well").waitFor();

      page.getByTestId("composer").fill("Next week then");
      page.getByTestId("send-later").first().click();
      page.locator("[data-testid=later-preset][data-id=tomorrow]").click();
      page.getByTestId("later-unless").check();
      page.getByTestId("later-save").click();
      Locator second = other.locator(WAITING).filter(text("Next week then"));
      second.waitFor();
      JsonObject kept =
          demo.list("/api/v1/scheduled-texts", 0).stream()
              .filter(one -> one.getString("text").equals("Next week then"))
              .findFirst()
              .orElseThrow();
      assertEquals(true, kept.getBoolean("unless_reply"));

      page.locator(WAITING).filter(text("Next week then")).getByTestId("scheduled-cancel").click();
      second.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      page.locator(WAITING).getByTestId("scheduled-now").click();
      page.getByText("You said: Sleep well").first().waitFor();
      other.getByText("You said: Sleep well").first().waitFor();
      assertFalse(page.locator(WAITING).isVisible(), "nothing waits any more");
    }
  }

  private static Locator.FilterOptions text(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}
