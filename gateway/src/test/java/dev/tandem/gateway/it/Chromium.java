package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The Chromium that is installed, driven by Playwright; each browser's microphone plays a file.
final class Chromium implements AutoCloseable {
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private final Playwright playwright;
  private final Path executable;

  private Chromium(Playwright playwright, Path executable) {
    this.playwright = playwright;
    this.executable = executable;
  }

  /// Finds it. Without one the test is skipped, in so many words; where CI runs, it fails.
  static Chromium open() {
    Optional<Path> executable = PLACES.stream().map(Path::of).filter(Files::exists).findFirst();
    if (executable.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("Chromium is missing, and CI does not go without it");
    }
    assumeTrue(executable.isPresent(), "Chromium is missing: install the package chromium");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(playwright, executable.get());
  }

  /// A browser of its own whose microphone plays `sound` over and over.
  Browser launch(Path sound) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setHeadless(true)
                .setArgs(
                    Stream.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--autoplay-policy=no-user-gesture-required",
                            "--use-fake-ui-for-media-stream",
                            "--use-fake-device-for-media-stream",
                            "--use-file-for-fake-audio-capture=" + sound,
                            "--allow-loopback-in-peer-connection",
                            // The relay's TLS: a context's own setting does not reach WebRTC.
                            "--ignore-certificate-errors")
                        .toList()));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
