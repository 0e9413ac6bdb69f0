package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a member writes to an outside number; the text goes out through the carrier's API, its
/// delivery and the answer arrive by themselves, in every open window.
///
/// Method: two members' windows; one writes to a new number through the sandbox carrier, both see
/// the text delivered and the answer, none reloads. Then one text is taken back while it is held:
/// both windows say so, and its words are in the composer again.
final class TextsComeAndGoIT {
  @Test
  void bothWindowsSeeDeliveryAndAnswer(@TempDir Path directory) throws Exception {
    try (Chromium chromium = Chromium.open();
        Demo demo = Demo.start(directory, Map.of());
        Browser browser = chromium.launch(Tone.write(directory.resolve("a.wav"), 440));
        Member writer = Member.signIn(browser, demo, 0);
        Member reader = Member.signIn(browser, demo, 1)) {
      Page page = writer.page();
      page.getByTestId("new-message").first().click();
      page.getByTestId("to").fill("+12025550142");
      page.getByTestId("composer").fill("Good evening from the first light");
      page.getByTestId("send").click();
      page.locator("[data-testid=message][data-state=delivered]").first().waitFor();
      page.locator("[data-testid=message][data-direction=inbound]").first().waitFor();

      Page other = reader.page();
      other.getByTestId("conversation").first().click();
      other.locator("[data-testid=message][data-direction=inbound]").first().waitFor();
      other.getByText("Good evening from the first light").first().waitFor();

      JsonObject conversation = demo.list("/api/v1/conversations", 0).getFirst();
      assertEquals("+12025550142", conversation.getJsonArray("participants").getString(0));
      assertTrue(conversation.getInteger("last_seq") >= 2, conversation.encode());

      page.getByTestId("composer").fill("Not like this");
      page.getByTestId("send").click();
      page.getByTestId("take-back").click();
      page.locator("[data-testid=message][data-state=canceled]").waitFor();
      assertEquals("Not like this", page.getByTestId("composer").inputValue());
      other.locator("[data-testid=message][data-state=canceled]").waitFor();
      page.getByTestId("composer").fill("But like this");
      page.getByTestId("send").click();
      page.getByText("You said: But like this").first().waitFor();
      assertEquals(0, page.getByText("You said: Not like this").count());
    }
  }
}
