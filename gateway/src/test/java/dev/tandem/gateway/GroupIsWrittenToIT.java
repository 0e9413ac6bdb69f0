package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.storage.Ids;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.QuietTimes;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a member writes to a group from the page by keyboard alone, is told before what its number
/// takes, reads who wrote what, how far a text has come, and who stands in the way.
///
/// Method: a whole gateway with a carrier of ours that takes groups beside the sandbox that does
/// not; one window.
final class GroupIsWrittenToIT {
  private static final String OURS = "+12025550170";
  private static final String ANA = "+12025550123";
  private static final String BEN = "+12025550124";

  private static void number(RunningGateway gateway, GroupCarrier carrier) {
    boolean added =
        gateway
            .storage()
            .inWorkspace(
                gateway.demo().workspace(),
                tx -> {
                  new Workspaces()
                      .keepQuiet(
                          tx, new QuietTimes(false, LocalTime.of(21, 0), LocalTime.of(8, 0)));
                  UUID account =
                      new CarrierAccounts()
                          .create(
                              tx,
                              Ids.next(),
                              carrier.name(),
                              carrier.accountId(),
                              carrier.token(),
                              Optional.empty(),
                              carrier.more())
                          .orElseThrow()
                          .id();
                  return new Numbers().create(tx, OURS, "Crew", Optional.of(account)).isPresent();
                });
    assertTrue(added);
  }

  private static Path chromium() {
    Optional<Path> found =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst();
    assumeTrue(
        found.isPresent() || "true".equals(System.getenv("CI")),
        "Chromium is missing: install the package chromium");
    return found.orElseThrow();
  }

  @Test
  void fromTheFirstNameToTheLastWord(@TempDir Path directory) throws Exception {
    Path executable = chromium();
    Vertx vertx = Vertx.vertx();
    try (GroupCarrier carrier = new GroupCarrier(vertx, "telnyx");
        RunningGateway gateway =
            new RunningGateway(
                directory.resolve("data"),
                Map.of(),
                api ->
                    api.name().equals("telnyx") ? ApiSettings.at("telnyx", carrier.url()) : api);
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
      number(gateway, carrier);
      JsonObject ana =
          new JsonObject().put("name", "Ana Reyes").put("numbers", new JsonArray().add(ANA));
      String key = gateway.demo().people().getFirst().apiKey();
      assertEquals(201, gateway.call("POST", "/contacts", key, ana).statusCode());
      Page page = signedIn(browser, gateway);
      writes(page);
      page.getByText("lunch at one?").first().waitFor();
      page.waitForCondition(() -> !carrier.ledger().isEmpty());
      assertEquals(List.of(ANA, BEN), carrier.ledger().getFirst().to());
      answers(page, gateway, carrier);
    } finally {
      vertx.close().await();
    }
  }

  private static Page signedIn(Browser browser, RunningGateway gateway) {
    Page page =
        browser
            .newContext(
                new Browser.NewContextOptions()
                    .setIgnoreHTTPSErrors(true)
                    .setViewportSize(1440, 900))
            .newPage();
    page.setDefaultTimeout(15_000);
    page.navigate(gateway.gateway().origin());
    DemoData.Person person = gateway.demo().people().getFirst();
    page.getByTestId("sign-in-email").fill(person.member().email().value());
    page.getByTestId("sign-in-password").fill(person.password());
    page.getByTestId("sign-in-submit").click();
    page.getByTestId("app").waitFor();
    page.getByTestId("welcome-done").click();
    return page;
  }

  /// Two receivers, a number that takes no groups, one that does.
  private static void writes(Page page) {
    page.getByTestId("new-message").first().click();
    page.getByTestId("to").fill("ana");
    page.locator("t-receivers .row").getByText("Ana Reyes").waitFor();
    page.getByTestId("to").press("Enter");
    page.getByTestId("to").fill("911");
    page.getByTestId("to").press("Enter");
    page.getByTestId("to").fill("(202) 555-0124");
    page.getByTestId("to").press("Enter");
    page.getByTestId("to").press("Enter");
    page.keyboard().type("lunch at one?");
    assertEquals(2, page.getByTestId("receiver").count());
    page.getByTestId("from").selectOption("+12025550190");
    Locator note = page.getByTestId("group-note");
    note.getByText("takes no group texts").waitFor();
    assertTrue(page.getByTestId("send").isDisabled());
    page.getByTestId("from").selectOption(OURS);
    note.getByText("Group text to 2 people").waitFor();
    page.getByTestId("composer").press("Enter");
  }

  private static void answers(Page page, RunningGateway gateway, GroupCarrier carrier)
      throws Exception {
    GroupCarrier.Taken taken = carrier.ledger().getFirst();
    call(gateway, carrier.report(gateway, taken, ANA, true));
    page.getByText("Delivered to 1 of 2").first().waitFor();
    call(gateway, carrier.report(gateway, taken, BEN, false));
    page.getByText("Not delivered to").first().waitFor();
    call(gateway, carrier.says(gateway, ANA, OURS, List.of(BEN), "I bring cake"));
    Locator thread = page.locator("t-thread");
    thread.getByText("I bring cake").waitFor();
    thread.locator(".author").getByText("Ana Reyes").waitFor();
    assertTrue(page.getByTestId("group-people").innerText().contains("2 people"));
    call(gateway, carrier.says(gateway, BEN, OURS, List.of(ANA), "STOP"));
    page.getByTestId("consent").getByText("asked for no more texts").waitFor();
    assertFalse(page.getByTestId("consent").innerText().contains("Ana"));
    page.getByTestId("composer").fill("and now?");
    page.getByTestId("send").click();
    page.getByText("Somebody in this group asked for no more texts").first().waitFor();
    assertEquals(1, carrier.ledger().size());
  }

  private static void call(RunningGateway gateway, HttpRequest request) throws Exception {
    assertEquals(2, gateway.send(request).statusCode() / 100);
  }
}
