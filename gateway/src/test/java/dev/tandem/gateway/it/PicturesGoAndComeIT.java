package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a picture that somebody outside sends is shown small in the thread and opens in full; a
/// picture that a member attaches is shown, can be taken out again, and reaches the carrier as it
/// is.
///
/// Method: a window and the sandbox carrier. Asked for a picture it calls the webhook, and the
/// gateway fetches the picture from it. What it is sent, it fetches from the gateway and sends back
/// from its ledger, so the bytes that come back are those that the carrier has.
final class PicturesGoAndComeIT {
  private static final String KEPT =
      "[data-testid=message][data-direction=%s] [data-testid=attachment][data-state=kept] img";

  private static byte[] picture() throws Exception {
    BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int i = 0; i < 900 * 600; i++) {
      image.setRGB(i % 900, i / 900, (((i % 900) / 4) << 16) + random.nextInt(64));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, "png", out));
    return out.toByteArray();
  }

  @Test
  void aPictureComesAndAPictureGoes(@TempDir Path directory) throws Exception {
    try (Chromium chromium = Chromium.open();
        Demo demo = Demo.start(directory, Map.of());
        Browser browser = chromium.launch(Tone.write(directory.resolve("a.wav"), 440));
        Member member = Member.signIn(browser, demo, 0)) {
      Page page = member.page();
      page.getByTestId("new-message").first().click();
      page.getByTestId("to").fill("+12025550142");
      page.getByTestId("composer").fill("picture");
      page.getByTestId("send").click();
      Locator came = page.locator(KEPT.formatted("inbound")).first();
      came.waitFor();
      came.evaluate("img => img.decode()");
      assertEquals(640, came.evaluate("img => img.naturalWidth"), "the thread loads a small one");
      Page opened = page.waitForPopup(came::click);
      opened.waitForLoadState();
      assertEquals(1600, opened.locator("img").evaluate("img => img.naturalWidth"));
      opened.close();

      byte[] picture = picture();
      FilePayload file = new FilePayload("evening.png", "image/png", picture);
      page.getByTestId("attach-files").setInputFiles(new FilePayload[] {file, file});
      page.locator("[data-testid=upload][data-state=ready]").nth(1).waitFor();
      Locator glimpse = page.locator("[data-testid=upload] img").first();
      glimpse.waitFor();
      glimpse.evaluate("img => img.decode()");
      page.getByTestId("upload-remove").first().click();
      assertEquals(1, page.getByTestId("upload").count());
      shots(page, directory);
      page.getByTestId("send").click();
      page.locator(KEPT.formatted("outbound")).first().waitFor();
      assertEquals(0, page.getByTestId("upload").count());
      Locator back = page.locator(KEPT.formatted("inbound")).nth(1);
      back.waitFor();
      String bytes =
          (String)
              back.evaluate(
                  """
                  async (img) => {
                    const answer = await fetch(img.closest('a').href);
                    const bytes = new Uint8Array(await answer.arrayBuffer());
                    let text = '';
                    for (const one of bytes) text += String.fromCharCode(one);
                    return btoa(text);
                  }
                  """);
      assertArrayEquals(picture, Base64.getDecoder().decode(bytes));
    }
  }

  /// What the composer looks like, narrow and dark too, where somebody wants to see it.
  private static void shots(Page page, Path directory) {
    Path wanted = Path.of(System.getProperty("tandem.shots", directory.toString()));
    int[] widths = {1440, 360};
    for (int width : widths) {
      page.setViewportSize(width, 900);
      boolean fits =
          (Boolean)
              page.evaluate(
                  "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
      assertTrue(fits, "nothing is cut off at " + width);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(wanted.resolve("composer-" + width + ".png")));
    }
    page.setViewportSize(1440, 900);
  }
}
