package dev.tandem.gateway.status;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import org.jspecify.annotations.Nullable;

/// Prints an exception on the event's line as class names and frames, without messages: a message
/// may quote a text, a number or a name, and a log is no place for those.
public final class ThrowableFrames extends ClassicConverter {
  private static final int FRAMES = 12;

  @Override
  public String convert(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    @Nullable IThrowableProxy thrown = event.getThrowableProxy();
    for (int depth = 0; thrown != null && depth < 4; depth++) {
      line.append(depth == 0 ? " | " : " | caused by ").append(thrown.getClassName());
      var frames = thrown.getStackTraceElementProxyArray();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        line.append(" < ").append(frames[i].getStackTraceElement());
      }
      thrown = thrown.getCause();
    }
    return line.toString();
  }
}
