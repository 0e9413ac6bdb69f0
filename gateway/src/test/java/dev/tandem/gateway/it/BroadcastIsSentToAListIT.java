package dev.tandem.gateway.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a member pastes a list, sees what the broadcast would be, starts it, pauses it and lets it
/// go on; both members see how far each receiver has come; who opted out is not texted. Numbers
/// come from a file and from lists that are kept, and a broadcast begins at a time to come.
///
/// Method: two members' windows and the sandbox carrier, whose number ending in 0199 is out of
/// reach. What was sent to whom is read from the API at the end.
final class BroadcastIsSentToAListIT {
  private static final String OPTED_OUT = "+12025550143";
  private static final String OUT_OF_REACH = "+12025550199";
  private static final String LIST =
      """
      +1 202 555 0142
      (202) 555-0143; +12025550144
      +12025550199, +1 202 555 0142
      """;

  @Test
  void aListIsPastedLookedAtStartedPausedAndFinished(@TempDir Path directory) throws Exception {
    try (Chromium chromium = Chromium.open();
        Demo demo = Demo.start(directory, Map.of());
        Browser browser = chromium.launch(Tone.write(directory.resolve("a.wav"), 440));
        Member writer = Member.signIn(browser, demo, 0);
        Member reader = Member.signIn(browser, demo, 1)) {
      Window shots = new Window(directory);
      atAnyHour(demo);
      Webhook stop = new Webhook("SM" + "e".repeat(32), OPTED_OUT, demo.number(0), "STOP");
      assertEquals(200, stop.deliver(demo).statusCode());

      Page page = writer.page();
      page.getByTestId("broadcasts").first().click();
      page.getByTestId("new-broadcast").first().click();
      page.getByLabel("Name").fill("Opening hours");
      page.getByLabel("Texts a minute").selectOption("30");
      page.getByTestId("broadcast-to").fill(LIST + "maybe");
      page.getByText("No numbers: maybe").waitFor();
      page.getByTestId("broadcast-to").fill(LIST);
      page.getByText("4 receivers · 1 number twice").waitFor();
      page.getByTestId("broadcast-text").fill("Hi {{contact.first_name|there}}, we open at ten.");
      shots.take(page, "broadcast-form");
      page.getByTestId("broadcast-check").click();
      page.getByText("1 of them wants no texts and gets none.").waitFor();
      shots.take(page, "broadcast-ask");
      page.getByTestId("broadcast-begin").click();

      page.getByTestId("pause").click();
      assertThat(page.getByTestId("broadcast-state")).hasText("Paused");
      Page other = reader.page();
      other.getByTestId("broadcasts").first().click();
      other.locator("[data-testid=broadcast][data-state=paused]").click();
      assertThat(other.locator("[data-testid=receiver][data-progress=waiting]").first())
          .isVisible();
      assertEquals(4, other.getByTestId("receiver").count());
      other.getByTestId("resume").click();

      for (Page each : List.of(page, other)) {
        Locator state = each.getByTestId("broadcast-state");
        assertThat(state).hasText("Done", within(60_000));
        Locator delivered = each.locator("[data-testid=receiver][data-progress=delivered]");
        assertThat(delivered).hasCount(2);
        assertThat(each.locator("[data-testid=receiver][data-progress=failed]")).hasCount(1);
        assertThat(each.locator("[data-testid=receiver][data-progress=refused]"))
            .containsText("asked for no more texts");
      }
      shots.take(page, "broadcast-done");

      Inbox inbox = new Inbox(demo);
      assertTrue(inbox.allSettled());
      for (JsonObject thread : demo.list("/api/v1/conversations", 0)) {
        String person = thread.getJsonArray("participants").getString(0);
        List<JsonObject> sent = sent(demo, thread.getString("id"));
        if (person.equals(OPTED_OUT)) {
          assertEquals(List.of(), sent, "who opted out is not texted");
        } else {
          assertEquals("Hi there, we open at ten.", sent.getFirst().getString("text"));
          assertEquals(
              person.equals(OUT_OF_REACH) ? "undelivered" : "delivered",
              sent.getFirst().getString("state"));
          assertEquals(1, sent.size());
        }
      }

      aFileIsReadAndItsNumbersAreKept(page, shots);
      itBeginsAtATimeToCome(page, other, shots);
    }
  }

  /// Of a file another column is chosen; its numbers are kept as a list, and the list is used,
  /// renamed and deleted.
  private static void aFileIsReadAndItsNumbersAreKept(Page page, Window shots) {
    page.getByLabel("All broadcasts").first().click();
    page.getByTestId("new-broadcast").first().click();
    byte[] csv =
        "Name;Mobile;Office\r\nGrace;+12025550151;(202) 555-0152\r\nAda;soon;2025550153\r\n"
            .getBytes(StandardCharsets.UTF_8);
    page.getByTestId("receiver-file").setInputFiles(new FilePayload("guests.csv", "text/csv", csv));
    assertThat(page.getByTestId("receiver-file-found")).hasText("1 number found.");
    assertThat(page.getByTestId("receiver-file-lines"))
        .hasText("Line 3 has no number and is left out.");
    page.getByTestId("receiver-file-column").selectOption("2");
    assertThat(page.getByTestId("receiver-file-found")).hasText("2 numbers found.");
    assertThat(page.getByTestId("receiver-file-lines")).hasCount(0);
    shots.take(page, "broadcast-file");
    page.getByTestId("receiver-file-add").click();
    page.getByText("2 receivers").waitFor();

    page.getByTestId("receiver-lists").click();
    page.getByTestId("list-keep").click();
    assertThat(page.getByTestId("lists-wrong")).hasText("Write a name.");
    page.getByTestId("list-name").fill("Guests");
    page.getByTestId("list-keep").click();
    assertThat(page.getByTestId("receiver-list")).containsText("2 numbers");
    page.getByTestId("list-rename").click();
    page.getByTestId("list-new-name").fill("Regulars");
    page.getByTestId("list-save").click();
    assertThat(page.getByTestId("receiver-list")).containsText("Regulars");
    shots.take(page, "broadcast-lists");
    page.keyboard().press("Escape");
    page.getByTestId("broadcast-to").fill("");
    page.getByTestId("receiver-lists").click();
    page.getByTestId("list-use").click();
    page.getByText("2 receivers").waitFor();
    page.getByTestId("receiver-lists").click();
    page.getByTestId("list-remove").click();
    page.getByTestId("list-remove-yes").click();
    page.getByText("No list yet").waitFor();
    page.keyboard().press("Escape");
  }

  /// The time zone is named, a colleague chooses another time, and it is begun before.
  private static void itBeginsAtATimeToCome(Page page, Page other, Window shots) {
    page.getByLabel("Name").fill("See you");
    page.getByTestId("broadcast-text").fill("See you tomorrow");
    page.getByTestId("broadcast-later").check();
    page.locator("[data-testid=later-preset][data-id=tomorrow]").click();
    assertThat(page.getByTestId("later-zone")).containsText("Your time: ");
    shots.take(page, "broadcast-later", page.getByTestId("broadcast-check"));
    page.getByTestId("broadcast-check").click();
    assertThat(page.getByTestId("broadcast-begin")).hasText("Schedule 2 texts");
    page.getByTestId("broadcast-begin").click();
    assertThat(page.getByTestId("broadcast-state")).hasText("Scheduled");
    String first = page.getByTestId("broadcast-begins").textContent();

    other.getByLabel("All broadcasts").first().click();
    other.locator("[data-testid=broadcast][data-state=scheduled]").click();
    assertThat(other.getByTestId("broadcast-begins")).hasText(first);
    other.getByTestId("set-time").click();
    other.locator("[data-testid=later-preset][data-id=hour]").click();
    other.getByTestId("set-time-save").click();
    assertThat(page.getByTestId("broadcast-begins")).not().hasText(first);
    shots.take(page, "broadcast-scheduled");
    page.getByTestId("resume").click();
    for (Page each : List.of(page, other)) {
      assertThat(each.getByTestId("broadcast-state")).hasText("Done", within(60_000));
      assertThat(each.locator("[data-testid=receiver][data-progress=delivered]")).hasCount(2);
    }
  }

  private static HasTextOptions within(double millis) {
    return new HasTextOptions().setTimeout(millis);
  }

  private static List<JsonObject> sent(Demo demo, String conversation) throws Exception {
    return demo.list("/api/v1/conversations/" + conversation + "/messages?limit=100", 0).stream()
        .filter(one -> one.getString("direction").equals("outbound"))
        .toList();
  }

  /// Whatever hour it is where the demo's numbers are.
  private static void atAnyHour(Demo demo) throws Exception {
    JsonObject never =
        new JsonObject().put("enabled", false).put("from", "21:00").put("until", "08:00");
    HttpRequest request =
        demo.request("/api/v1/quiet-hours", demo.apiKey(0))
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(never.encode()))
            .build();
    assertEquals(200, demo.send(request).statusCode());
  }

  /// What the page looks like, wide and light, narrow and dark, where somebody wants to see it.
  private record Window(Path directory) {
    void take(Page page, String name) {
      take(page, name, page.locator("h2").last());
    }

    /// With that in sight.
    void take(Page page, String name, Locator seen) {
      Path wanted = Path.of(System.getProperty("tandem.shots", directory.toString()));
      shot(page, seen, 360, ColorScheme.DARK, wanted.resolve(name + "-360-dark.png"));
      shot(page, seen, 1440, ColorScheme.LIGHT, wanted.resolve(name + "-1440-light.png"));
    }

    private static void shot(Page page, Locator seen, int width, ColorScheme scheme, Path file) {
      page.setViewportSize(width, 900);
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      seen.scrollIntoViewIfNeeded();
      boolean fits =
          (Boolean)
              page.evaluate(
                  "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
      assertTrue(fits, "nothing is cut off at " + width);
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }
}
