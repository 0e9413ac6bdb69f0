package dev.tandem.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// How much is logged, from the configuration.
final class LogLevel {
  private LogLevel() {}

  static void set(String level) {
    if (LoggerFactory.getLogger("dev.tandem") instanceof Logger logger) {
      logger.setLevel(Level.toLevel(level));
    }
  }
}
