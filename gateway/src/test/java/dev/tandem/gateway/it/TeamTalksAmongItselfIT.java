package dev.tandem.gateway.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: two members make a channel, talk in it and to each other alone, and see each other's words
/// as they come; a template is written, filled with what is known of a person, and does not leave
/// with a variable in it. Method: two windows, as a person would use them.
final class TeamTalksAmongItselfIT {
  private static final String OUTSIDE = "+12025550142";

  @Test
  void channelsDirectMessagesAndTemplates(@TempDir Path directory) throws Exception {
    try (Chromium chromium = Chromium.open();
        Demo demo = Demo.start(directory, Map.of());
        Browser browser = chromium.launch(Tone.write(directory.resolve("a.wav"), 440));
        Member ada = Member.signIn(browser, demo, 0);
        Member ben = Member.signIn(browser, demo, 1)) {
      aChannel(ada, ben);
      aDirectMessage(demo, ada, ben);
      aTemplate(demo, ada.page());
    }
  }

  private static void aChannel(Member ada, Member ben) {
    Page one = ada.page();
    Page two = ben.page();
    ada.goTo("team");
    one.getByText("No channel yet").waitFor();
    one.getByTestId("new-channel").click();
    one.getByTestId("room-save").click();
    one.getByText("Give the channel a name.").waitFor();
    one.getByTestId("room-name").fill("deliveries");
    one.getByTestId("room-save").click();
    one.getByTestId("team-composer").fill("The van is late");
    one.keyboard().press("Enter");
    assertThat(one.getByTestId("post")).hasCount(1);

    // Ben finds it, reads it, joins and answers; Ada sees it at once.
    ben.goTo("team");
    two.getByTestId("room").filter(said("deliveries")).click();
    assertThat(two.getByTestId("post")).containsText("The van is late");
    two.getByTestId("room-join").click();
    two.getByTestId("team-composer").fill("I tell them");
    two.keyboard().press("Enter");
    assertThat(one.getByTestId("post").filter(said("I tell them"))).hasCount(1);

    // What comes while one is elsewhere is counted until it is seen.
    ben.goTo("inbox");
    one.getByTestId("team-composer").fill("Thanks");
    one.keyboard().press("Enter");
    assertThat(two.getByTestId("nav-team")).containsText("1");
    ben.goTo("team");
    two.getByTestId("room").filter(said("deliveries")).click();
    assertThat(two.getByTestId("post").filter(said("Thanks"))).hasCount(1);
    assertThat(two.getByTestId("room").filter(said("deliveries"))).hasAttribute("data-unread", "0");
  }

  private static void aDirectMessage(Demo demo, Member ada, Member ben) throws Exception {
    Page one = ada.page();
    Page two = ben.page();
    String email = demo.member(0).getString("email");
    two.getByTestId("new-direct").click();
    two.locator("[data-testid=room-person][data-email='" + email + "']").check();
    two.getByTestId("room-save").click();
    two.locator("[data-testid=room][aria-current=true]").filter(said(name(demo, 0))).waitFor();
    two.getByTestId("team-composer").fill("Between you and me");
    two.keyboard().press("Enter");
    Locator room = one.locator("[data-testid=room][data-unread='1']");
    room.click();
    assertThat(one.getByTestId("post")).containsText("Between you and me");
    two.getByTestId("post-menu").click();
    two.locator("[data-testid=menu-item][data-id=edit]").click();
    two.getByTestId("post").getByTestId("team-composer").fill("Between us");
    two.keyboard().press("Enter");
    assertThat(one.getByTestId("post")).containsText("Between us");
  }

  private static void aTemplate(Demo demo, Page page) throws Exception {
    JsonObject text =
        new JsonObject()
            .put("from", demo.number(0))
            .put("to", new JsonArray().add(OUTSIDE))
            .put("text", "Good morning");
    assertEquals(201, demo.post("/api/v1/messages", demo.apiKey(0), text).statusCode());
    page.getByTestId("nav-inbox").locator("visible=true").first().click();
    page.getByTestId("conversation").first().click();
    page.getByTestId("composer").click();
    page.keyboard().press("/");
    page.getByTestId("template-new").click();
    page.getByTestId("template-name").fill("Ready");
    page.getByTestId("template-text").fill("Hi {{contact.shoe_size}}");
    page.getByTestId("template-save").click();
    page.getByText("contact.organisation").last().waitFor();
    page.getByTestId("template-text")
        .fill("Dear {{contact.last_name}}, it is ready. {{me.first_name}}");
    page.getByTestId("template-save").click();
    assertThat(page.getByTestId("template-missing")).containsText("contact.last_name");
    page.getByTestId("template-insert").click();

    // A variable without a value is shown, selected, and does not leave.
    assertThat(page.getByTestId("unfilled")).containsText("contact.last_name");
    page.getByTestId("send").click();
    page.keyboard().type("Ms Hopper");
    assertThat(page.getByTestId("unfilled")).hasCount(0);
    page.getByTestId("send").click();
    page.getByTestId("message").filter(said("Dear Ms Hopper, it is ready.")).first().waitFor();
  }

  private static String name(Demo demo, int member) throws Exception {
    return demo.list("/api/v1/members", member).stream()
        .filter(one -> one.getString("email").equals(demo.member(member).getString("email")))
        .findFirst()
        .orElseThrow()
        .getString("name");
  }

  private static Locator.FilterOptions said(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
