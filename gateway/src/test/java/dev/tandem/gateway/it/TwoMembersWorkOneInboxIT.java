package dev.tandem.gateway.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: two members work one inbox at once and see what the other does about a conversation
/// without reloading: who takes it, that it waits, that it is done, that the next text opens it.
///
/// Method: two windows on three conversations with the sandbox carrier's numbers; keys and menus,
/// as a person would use them.
final class TwoMembersWorkOneInboxIT {
  private static final List<String> OUTSIDE =
      List.of("+12025550142", "+12025550143", "+12025550144");

  @Test
  void eachSeesWhatTheOtherDoes(@TempDir Path directory) throws Exception {
    try (Chromium chromium = Chromium.open();
        Demo demo = Demo.start(directory, Map.of());
        Browser browser = chromium.launch(Tone.write(directory.resolve("a.wav"), 440));
        Member ada = Member.signIn(browser, demo, 0);
        Member ben = Member.signIn(browser, demo, 1)) {
      for (String outside : OUTSIDE) {
        assertEquals(201, text(demo, outside));
      }
      Page one = ada.page();
      Page two = ben.page();
      for (Page page : List.of(one, two)) {
        assertThat(page.locator("[data-testid=conversation]:not([data-unread='0'])")).hasCount(3);
      }

      // Ada takes one; Ben sees it and has none himself.
      conversation(one, OUTSIDE.get(0)).click();
      one.getByTestId("assign").click();
      one.getByTestId("menu-item").first().click();
      one.getByTestId("inbox-mine").click();
      assertThat(one.getByTestId("conversation")).hasCount(1);
      conversation(two, OUTSIDE.get(0)).click();
      two.getByTestId("assign").getByLabel("Taken by " + name(demo, 0)).first().waitFor();
      two.getByTestId("inbox-mine").click();
      assertThat(two.getByTestId("conversation")).hasCount(0);
      two.getByText("Nothing is yours").waitFor();

      // Ben finishes it with a key; it leaves Ada's list, and she finds it among the done ones.
      two.getByTestId("inbox-open").click();
      two.keyboard().press("e");
      assertThat(two.getByTestId("conversation")).hasCount(2);
      assertThat(one.getByTestId("conversation")).hasCount(0);
      one.getByTestId("inbox-done").click();
      assertThat(one.getByTestId("conversation")).hasCount(1);

      // Ada puts another away until tomorrow, and takes that back.
      one.getByTestId("inbox-open").click();
      assertThat(one.getByTestId("conversation")).hasCount(2);
      conversation(one, OUTSIDE.get(1)).click();
      one.getByTestId("snooze").click();
      one.locator("[data-testid=menu-item][data-id=tomorrow]").click();
      assertThat(two.getByTestId("conversation")).hasCount(1);
      two.getByTestId("inbox-snoozed").click();
      assertThat(two.getByTestId("conversation")).hasCount(1);
      one.getByText("Undo", new Page.GetByTextOptions().setExact(true)).last().click();
      assertThat(two.getByTestId("conversation")).hasCount(0);

      // A text that comes in opens what was done, in both windows.
      two.getByTestId("inbox-open").click();
      assertThat(two.getByTestId("conversation")).hasCount(2);
      assertEquals(201, text(demo, OUTSIDE.getFirst()));
      assertThat(two.getByTestId("conversation")).hasCount(3);
      assertThat(one.getByTestId("conversation")).hasCount(3);

      aDoubtIsDecided(demo, one, two);
      aNoteCallsSomebody(demo, one, two);
      eachSeesTheOtherLookAndType(demo, one, two);
      anAccountIsAddedCheckedAndRemoved(demo, ada);
    }
  }

  /// Ada is kept from texting somebody who may have said no, and is led to what they wrote; Ben
  /// decides that they did; Ada notes that they agreed again, and her text goes out.
  private static void aDoubtIsDecided(Demo demo, Page one, Page two) throws Exception {
    String outside = OUTSIDE.get(2);
    Webhook doubt = new Webhook("SM" + "d".repeat(32), outside, demo.number(0), "wrong number");
    assertEquals(200, doubt.deliver(demo).statusCode());
    for (Page page : List.of(one, two)) {
      conversation(page, outside).click();
      page.locator("[data-testid=consent][data-state=doubtful]").waitFor();
      assertThat(page.getByTestId("consent-words")).hasText("wrong number");
    }
    one.getByTestId("composer").fill("Are you there?");
    one.getByTestId("send").click();
    one.getByTestId("see-why").click();
    assertThat(one.getByTestId("consent")).isFocused();

    two.getByTestId("consent-out").click();
    one.locator("[data-testid=consent][data-state=opted_out]").waitFor();
    assertThat(one.getByTestId("consent-words")).hasText("wrong number");
    assertThat(one.getByTestId("consent-source").first()).containsText(name(demo, 1));

    one.getByTestId("consent-agreed").click();
    one.getByTestId("consent-save").click();
    one.getByText("Write how and when they agreed.").waitFor();
    one.getByTestId("consent-note").fill("Said so on the phone");
    one.keyboard().press("Tab");
    one.keyboard().press("Tab");
    one.keyboard().press("Enter");
    for (Page page : List.of(one, two)) {
      assertThat(page.getByTestId("consent")).hasCount(0);
      page.locator("[data-testid=consent-facts][data-state=opted_in]").waitFor();
    }
    one.getByTestId("send-again").click();
    two.getByTestId("message").filter(said("Are you there?")).waitFor();
  }

  /// Ada writes a note that calls Ben, with the keyboard alone; he is told, finds the conversation
  /// among those that call him, and reads it. She puts her words right and deletes them. Nothing of
  /// it is a text.
  private static void aNoteCallsSomebody(Demo demo, Page one, Page two) throws Exception {
    String ben = name(demo, 1);
    conversation(two, OUTSIDE.get(0)).click();
    conversation(one, OUTSIDE.get(2)).click();
    one.keyboard().press("n");
    assertThat(one.getByTestId("note-composer")).isFocused();
    one.keyboard().type("Could @" + ben.substring(0, 2).toLowerCase(Locale.ROOT));
    assertThat(one.getByTestId("mention-list")).isVisible();
    assertThat(one.getByTestId("note-composer")).hasAttribute("aria-expanded", "true");
    one.keyboard().press("Enter");
    assertThat(one.getByTestId("mention-list")).hasCount(0);
    one.keyboard().type("look after them?");
    one.keyboard().press("Enter");
    String words = "Could @" + ben + " look after them?";
    assertThat(one.getByTestId("note")).containsText(words);

    two.getByText(name(demo, 0) + " called you in").waitFor();
    assertThat(conversation(two, OUTSIDE.get(2))).hasAttribute("data-mentions", "1");
    two.getByTestId("inbox-mentioned").click();
    assertThat(two.getByTestId("conversation")).hasCount(1);
    conversation(two, OUTSIDE.get(2)).click();
    assertThat(two.getByTestId("note")).containsText(words);
    assertThat(two.getByTestId("note").getByText("Note · only your team")).isVisible();
    assertThat(two.getByTestId("note-menu")).hasCount(0);
    two.getByTestId("inbox-open").click();
    assertThat(conversation(two, OUTSIDE.get(2))).hasAttribute("data-mentions", "0");

    one.getByTestId("note-menu").click();
    one.locator("[data-testid=menu-item][data-id=edit]").click();
    one.getByTestId("note").getByTestId("note-composer").fill("I look after them");
    one.keyboard().press("Enter");
    assertThat(two.getByTestId("note")).containsText("I look after them");
    one.getByTestId("note-menu").click();
    one.locator("[data-testid=menu-item][data-id=remove]").click();
    two.getByTestId("note-deleted").waitFor();
    for (Page page : List.of(one, two)) {
      assertThat(page.getByTestId("message").filter(said("look after them"))).hasCount(0);
    }
    one.keyboard().press("r");
    assertThat(one.getByTestId("composer")).isFocused();
    one.keyboard().press("Escape");
  }

  /// Each sees that the other looks and types; Ben is warned when Ada replies while he writes; what
  /// he wrote is there when he opens the page anew; who moves on is not looking any more.
  private static void eachSeesTheOtherLookAndType(Demo demo, Page one, Page two) throws Exception {
    String outside = OUTSIDE.get(2);
    assertThat(two.getByTestId("looking")).containsText(name(demo, 0) + " is looking");
    assertThat(one.getByTestId("looking")).containsText(name(demo, 1) + " is looking");
    one.getByTestId("composer").pressSequentially("On my way");
    assertThat(two.getByTestId("typing")).containsText(name(demo, 0) + " is typing");
    two.getByTestId("composer").pressSequentially("I will take it");
    one.getByTestId("send").click();
    assertThat(two.getByTestId("crossed")).containsText("On my way");
    assertThat(two.getByTestId("composer")).hasValue("I will take it");
    conversation(one, OUTSIDE.get(1)).click();
    assertThat(two.getByTestId("looking")).not().containsText(name(demo, 0));

    two.waitForResponse(
        answer -> answer.url().endsWith("/draft") && answer.ok(),
        () -> two.getByTestId("composer").pressSequentially("!"));
    two.reload();
    two.getByTestId("app").waitFor();
    conversation(two, outside).click();
    assertThat(two.getByTestId("composer")).hasValue("I will take it!");
    two.getByTestId("composer").fill("");
    assertThat(conversation(one, outside)).hasCount(1);
  }

  /// Ada has the account that she uses checked by its carrier, is told what is wrong with a new
  /// one, and removes one that is not needed.
  private static void anAccountIsAddedCheckedAndRemoved(Demo demo, Member ada) throws Exception {
    JsonObject plivo =
        new JsonObject()
            .put("carrier", "plivo")
            .put("account_id", "MANWVLYTK4ZWU1YTY4QA")
            .put("auth_token", "not-a-real-token");
    assertEquals(201, demo.post("/api/v1/carrier-accounts", demo.apiKey(0), plivo).statusCode());
    Page page = ada.page();
    ada.goTo("settings");
    page.getByTestId("settings-carriers").click();
    Locator sandbox = page.locator("t-carrier-account", hasCarrier(page, "sandbox"));
    sandbox.getByTestId("carrier-check").click();
    sandbox.locator("[data-testid=carrier-result][data-outcome=holds]").waitFor();
    sandbox.locator("[data-testid=carrier-number][data-place=here]").first().waitFor();

    page.getByTestId("add-carrier").click();
    page.getByTestId("carrier-choice").selectOption("bandwidth");
    page.getByLabel("Account ID").fill("12x");
    page.getByLabel("API password").fill("not-a-password");
    page.getByLabel("API user name").fill("api");
    page.getByLabel("Messaging application ID").fill("93de2206-9669-4e07-948d-329f4b722ee2");
    page.getByLabel("Callback user name").fill("hooks");
    page.getByLabel("Callback password").fill("not-a-password-either");
    page.getByTestId("carrier-save").click();
    page.getByText("what the carrier calls").waitFor();
    page.getByTestId("add-carrier").waitFor();
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("carrier-choice")).hasCount(0);

    assertThat(page.getByTestId("carrier")).hasCount(2);
    page.getByLabel("Remove the Plivo account").click();
    page.getByTestId("carrier-remove-yes").click();
    assertThat(page.getByTestId("carrier")).hasCount(1);
  }

  private static Page.LocatorOptions hasCarrier(Page page, String carrier) {
    return new Page.LocatorOptions()
        .setHas(page.locator("[data-testid=carrier][data-carrier=" + carrier + "]"));
  }

  private static Locator.FilterOptions said(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator conversation(Page page, String with) {
    String end = with.substring(with.length() - 4);
    return page.getByTestId("conversation").filter(new Locator.FilterOptions().setHasText(end));
  }

  private static String name(Demo demo, int member) throws Exception {
    return demo.list("/api/v1/members", member).stream()
        .filter(one -> one.getString("email").equals(demo.member(member).getString("email")))
        .findFirst()
        .orElseThrow()
        .getString("name");
  }

  /// A text to somebody outside, who answers.
  private static int text(Demo demo, String to) throws Exception {
    return demo.post(
            "/api/v1/messages",
            demo.apiKey(0),
            new JsonObject()
                .put("from", demo.number(0))
                .put("to", new JsonArray().add(to))
                .put("text", "Good morning"))
        .statusCode();
  }
}
