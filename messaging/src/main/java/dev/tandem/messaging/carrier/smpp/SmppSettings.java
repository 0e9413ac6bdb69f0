package dev.tandem.messaging.carrier.smpp;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// How long a line waits, and for what.
///
/// @param connect longest wait for the connection and its TLS
/// @param answer longest wait for the answer to a request
/// @param idle after so long without anything from the SMSC it is asked whether it is there
/// @param proof so long after an acknowledgement the SMSC is asked something, because its answer
///   proves that it has read the acknowledgement
/// @param backoffBase ceiling of the first pause after a line broke; it doubles
/// @param backoffCap ceiling of every pause
/// @param throttle how long nothing is sent after the SMSC said that it gets too much
/// @param window requests that may be without answer at a time
/// @param tls whose certificates are trusted
public record SmppSettings(
    Duration connect,
    Duration answer,
    Duration idle,
    Duration proof,
    Duration backoffBase,
    Duration backoffCap,
    Duration throttle,
    int window,
    SSLContext tls) {

  /// For SMSCs with certificates of the usual authorities.
  public static SmppSettings usual() {
    try {
      return new SmppSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          10,
          SSLContext.getDefault());
    } catch (NoSuchAlgorithmException never) {
      throw new AssertionError("every Java has a default", never);
    }
  }
}
