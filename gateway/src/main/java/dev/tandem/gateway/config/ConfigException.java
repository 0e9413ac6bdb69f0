package dev.tandem.gateway.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// Every fault of a configuration at once, each naming the key and what to do.
public final class ConfigException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// One fault: the key as the operator wrote it, and what is wrong and what to write instead.
  public record Fault(String key, String advice) {
    @Override
    public String toString() {
      return key + ": " + advice;
    }
  }

  private final transient List<Fault> faults;

  ConfigException(List<Fault> faults) {
    super(
        faults.stream()
            .map(fault -> "  " + fault)
            .collect(Collectors.joining("\n", "The configuration cannot be used:\n", "")));
    this.faults = List.copyOf(faults);
  }

  /// The faults, in the order of the keys.
  public List<Fault> faults() {
    return faults;
  }
}
