package dev.tandem.gateway;

import dev.tandem.gateway.config.ConfigException;
import dev.tandem.storage.StorageException;
import java.io.Serial;

/// A start that cannot work: what is wrong, what to do, and the exit code that scripts can tell
/// apart (after `sysexits.h`).
public final class StartFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Why a start failed.
  public enum Cause {
    /// The data cannot be used as it is: of a newer version, a root key that does not fit it or is
    /// open to others, another gateway at work in it.
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

  /// What is wrong with the configuration is told as it is.
  static StartFailure of(ConfigException wrong) {
    return new StartFailure(Cause.CONFIGURATION, String.valueOf(wrong.getMessage()), wrong);
  }

  /// Storage's messages say what to do already.
  static StartFailure of(StorageException trouble) {
    return new StartFailure(
        trouble.retryable() ? Cause.UNAVAILABLE : Cause.DATA,
        String.valueOf(trouble.getMessage()),
        trouble);
  }

  /// Names only the kind of `fault`: its message may quote what somebody wrote.
  static StartFailure unforeseen(Throwable fault) {
    return new StartFailure(
        Cause.SOFTWARE,
        "Tandem stopped at a fault of its own ("
            + fault.getClass().getName()
            + "). Nothing that was stored is lost; the log says where, please report it.",
        fault);
  }

  Cause reason() {
    return reason;
  }
}
