package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: who makes an API key sees it once, and it lets a program in until it is revoked; a
/// revocation can be undone for a moment.
///
/// Method: one member's window makes a key in the settings, a program asks with it; the page is
/// reloaded, the key revoked, that undone, and the key revoked for good.
final class KeyIsToldOnceIT {
  @Test
  void madeUsedAndRevoked(@TempDir Path directory) throws Exception {
    try (Chromium chromium = Chromium.open();
        Demo demo = Demo.start(directory, Map.of());
        Browser browser = chromium.launch(Tone.write(directory.resolve("a.wav"), 440));
        Member member = Member.signIn(browser, demo, 0)) {
      Page page = member.page();
      page.evaluate("location.hash = '#/settings/api-keys'");
      page.getByTestId("api-key-name").fill("Reminders");
      page.getByTestId("api-key-make").click();
      String key = page.getByTestId("api-key-new").locator("code").textContent();
      assertEquals(200, demo.get("/api/v1/me", key).statusCode());

      page.reload();
      Locator listed =
          page.getByTestId("api-key").filter(new Locator.FilterOptions().setHasText("Reminders"));
      listed.waitFor();
      PlaywrightAssertions.assertThat(page.getByTestId("api-key-new")).hasCount(0);

      Locator revoke = listed.getByTestId("api-key-revoke");
      revoke.click();
      PlaywrightAssertions.assertThat(listed).hasCount(0);
      page.getByText("Undo", new Page.GetByTextOptions().setExact(true)).click();
      listed.waitFor();
      assertEquals(200, demo.get("/api/v1/me", key).statusCode());

      page.waitForResponse(
          answer -> answer.request().method().equals("DELETE") && answer.status() == 204,
          revoke::click);
      assertEquals(401, demo.get("/api/v1/me", key).statusCode());
    }
  }
}
