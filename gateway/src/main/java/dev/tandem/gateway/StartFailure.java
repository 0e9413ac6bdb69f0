package dev.tandem.gateway;

import java.io.Serial;

/// A start that cannot work: what is wrong, what to do, and the exit code that scripts can tell
/// apart (after `sysexits.h`).
public final class StartFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Why a start failed.
  public enum Cause {
    /// Data of a newer version, or a root key that does not fit the data.
    DATA(65),
    /// A part that should run here does not.
    UNAVAILABLE(69),
    /// Something broke that nobody thought of.
    SOFTWARE(70),
    /// A port is taken.
    PORT(71),
    /// A file or directory may not be read or written.
    PERMISSION(77),
    /// The configuration does not hold together.
    CONFIGURATION(78);

    private final int exitCode;

    Cause(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  private final Cause reason;

  public StartFailure(Cause reason, String advice, Throwable cause) {
    super(advice, cause);
    this.reason = reason;
  }

  Cause reason() {
    return reason;
  }
}
