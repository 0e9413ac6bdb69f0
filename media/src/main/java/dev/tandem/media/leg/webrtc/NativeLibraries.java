package dev.tandem.media.leg.webrtc;

import dev.tandem.media.leg.Availability;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// The system libraries that webrtc-java's native half is linked with, and what Debian calls their
/// packages. A machine without a desktop often lacks some: libwebrtc wants them for microphones and
/// screens that a server never opens, but it does not load without them.
final class NativeLibraries {
  private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

  static {
    PACKAGES.put("libpulse.so.0", "libpulse0");
    PACKAGES.put("libudev.so.1", "libudev1");
    PACKAGES.put("libX11.so.6", "libx11-6");
    PACKAGES.put("libXfixes.so.3", "libxfixes3");
    PACKAGES.put("libXrandr.so.2", "libxrandr2");
    PACKAGES.put("libXcomposite.so.1", "libxcomposite1");
    PACKAGES.put("libdbus-1.so.3", "libdbus-1-3");
  }

  private NativeLibraries() {}

  /// Asks the system's own linker for each library.
  static Availability probe() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
      return new Availability.Ready();
    }
    return probe(NativeLibraries::links);
  }

  /// Judges by a given way of looking a library up.
  static Availability probe(Predicate<String> links) {
    List<String> missing = new ArrayList<>();
    List<String> packages = new ArrayList<>();
    PACKAGES.forEach(
        (library, name) -> {
          if (!links.test(library)) {
            missing.add(library);
            packages.add(name);
          }
        });
    if (missing.isEmpty()) {
      return new Availability.Ready();
    }
    String reason =
        "Voicemail needs "
            + String.join(", ", missing)
            + ": install "
            + String.join(" ", packages)
            + " and restart";
    return new Availability.Missing(packages, reason);
  }

  /// Explains why loading failed although the probe was content: the linker names the library that
  /// it missed.
  static Availability.Missing explain(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String said = t.getMessage() == null ? "" : t.getMessage();
      int end = said.indexOf(": cannot open shared object file");
      if (end > 0) {
        String library =
            said.substring(
                Math.max(said.lastIndexOf(' ', end - 1), said.lastIndexOf(':', end - 1)) + 1, end);
        String name = PACKAGES.get(library);
        return new Availability.Missing(
            name == null ? List.of() : List.of(name),
            "Voicemail needs "
                + library
                + (name == null ? "" : ": install " + name + " and restart"));
      }
    }
    return new Availability.Missing(
        List.of(),
        "The WebRTC library does not load on this machine ("
            + failure.getClass().getSimpleName()
            + ")");
  }

  private static boolean links(String library) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
      return true;
    } catch (IllegalArgumentException notFound) {
      return false;
    }
  }
}
