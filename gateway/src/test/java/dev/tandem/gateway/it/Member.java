package dev.tandem.gateway.it;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A member at a browser window: signs in, calls, answers, listens.
final class Member implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final String email;

  private Member(BrowserContext context, Page page, String email) {
    this.context = context;
    this.page = page;
    this.email = email;
  }

  /// Opens the page and signs in with e-mail and password.
  static Member signIn(Browser browser, Demo demo, int index) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setPermissions(List.of("microphone"))
                .setViewportSize(1440, 900));
    Page page = context.newPage();
    page.setDefaultTimeout(60_000);
    page.navigate(demo.baseUrl().toString());
    JsonObject member = demo.member(index);
    page.getByTestId("sign-in-email").fill(member.getString("email"));
    page.getByTestId("sign-in-password").fill(member.getString("password"));
    page.getByTestId("sign-in-submit").click();
    page.getByTestId("app").waitFor();
    page.getByTestId("welcome-done").click();
    return new Member(context, page, member.getString("email"));
  }

  Page page() {
    return page;
  }

  /// Chooses "always use the relay" as the switch in the settings keeps it, and loads the page
  /// anew.
  void useRelayOnly() {
    page.evaluate(
        """
        () => {
          const prefs = JSON.parse(localStorage.getItem('tandem.prefs') ?? '{}');
          localStorage.setItem('tandem.prefs', JSON.stringify({...prefs, relayOnly: true}));
        }
        """);
    page.reload();
    page.getByTestId("app").waitFor();
  }

  /// Leaves of the relay's addresses that the server names only those that match, as a network does
  /// that lets nothing else through.
  void knowsRelayOnlyAs(String pattern) {
    context.unrouteAll();
    context.route(
        "**/api/v1/relay-credentials",
        route -> {
          APIResponse answer = route.fetch();
          JsonObject credentials = new JsonObject(answer.text());
          List<?> kept =
              credentials.getJsonArray("urls").stream()
                  .filter(url -> url.toString().matches(pattern))
                  .toList();
          route.fulfill(
              new Route.FulfillOptions()
                  .setResponse(answer)
                  .setBody(credentials.put("urls", new JsonArray(kept)).encode()));
        });
  }

  void goTo(String place) {
    page.getByTestId("nav-" + place).locator("visible=true").first().click();
  }

  void call(Member callee) {
    goTo("people");
    page.getByTestId("call-" + callee.email).first().click();
  }

  void answer() {
    page.getByTestId("answer").click();
  }

  void hangUp() {
    page.getByTestId("hang-up").click();
  }

  /// Waits until the call bar says `state`: ringing, connecting, talking, voicemail.
  void awaitCall(String state) {
    page.locator("[data-testid=call-bar][data-state=" + state + "]").waitFor();
  }

  /// Waits until the page's line to the gateway is in that state: online, reconnecting.
  void awaitLine(String state) {
    page.locator("[data-testid=line][data-state=" + state + "]")
        .waitFor(
            new Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED)
                .setTimeout(45_000));
  }

  void awaitNoCall() {
    page.getByTestId("call-bar")
        .waitFor(
            new Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
  }

  /// The loudest frequency heard from the far end within `seconds`, in hertz, and its level in dB.
  Heard listen(int seconds) {
    Object heard =
        page.evaluate(
            """
            async seconds => {
              const context = new AudioContext();
              await context.resume();
              const remote = document.getElementById('remote-audio');
              const analyser = context.createAnalyser();
              analyser.fftSize = 8192;
              analyser.smoothingTimeConstant = 0;
              context.createMediaStreamSource(remote.srcObject).connect(analyser);
              const bins = new Float32Array(analyser.frequencyBinCount);
              let best = {hertz: 0, level: -200};
              const end = performance.now() + seconds * 1000;
              while (performance.now() < end) {
                await new Promise(done => setTimeout(done, 40));
                analyser.getFloatFrequencyData(bins);
                for (let i = 8; i < bins.length; i++) {
                  if (bins[i] > best.level) {
                    best = {hertz: i * context.sampleRate / analyser.fftSize, level: bins[i]};
                  }
                }
              }
              await context.close();
              return best;
            }
            """,
            seconds);
    Map<?, ?> map = (Map<?, ?>) heard;
    return new Heard(number(map.get("hertz")), number(map.get("level")));
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public void close() {
    context.close();
  }

  /// A spectrum's peak.
  record Heard(double hertz, double level) {
    boolean is(double expected) {
      return Math.abs(hertz - expected) < 12 && level > -60;
    }
  }
}
