package dev.tandem.gateway.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The checks of this process, each a component that people know by name.
public final class Health {
  /// How a component is: working, working with something missing, or not working.
  public enum State {
    PASS,
    WARN,
    FAIL;

    /// The word of `application/health+json`.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// What a check found; `detail` says what to do and may be empty when nothing is.
  public record Finding(State state, String detail) {
    /// Works.
    public static Finding pass() {
      return new Finding(State.PASS, "");
    }

    /// Works, and this could be said about it.
    public static Finding pass(String detail) {
      return new Finding(State.PASS, detail);
    }

    /// The gateway goes on without it.
    public static Finding warn(String detail) {
      return new Finding(State.WARN, detail);
    }

    /// The gateway is no use without it.
    public static Finding fail(String detail) {
      return new Finding(State.FAIL, detail);
    }
  }

  /// One component: its key, its name for people, and how to find out.
  public record Check(String key, String name, Supplier<Finding> find) {}

  private final List<Check> checks;

  public Health(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /// The components in order.
  public List<Check> checks() {
    return checks;
  }

  /// Runs every check; a check that breaks is a failed one. It may block for as long as a check
  /// does.
  public Map<Check, Finding> findings() {
    Map<Check, Finding> findings = new LinkedHashMap<>();
    for (Check check : checks) {
      findings.put(check, find(check));
    }
    return findings;
  }

  /// The worst of `findings`.
  public static State worst(Map<Check, Finding> findings) {
    return findings.values().stream()
        .map(Finding::state)
        .max(java.util.Comparator.naturalOrder())
        .orElse(State.PASS);
  }

  private static Finding find(Check check) {
    try {
      return check.find().get();
    } catch (RuntimeException e) {
      return Finding.fail("The check itself broke: " + e.getClass().getSimpleName());
    }
  }
}
