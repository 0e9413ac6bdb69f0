package dev.tandem.media.relay;

/// A relay could not start; the message names the address and says what to do.
public final class RelayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RelayException(String message, Throwable cause) {
    super(message, cause);
  }
}
