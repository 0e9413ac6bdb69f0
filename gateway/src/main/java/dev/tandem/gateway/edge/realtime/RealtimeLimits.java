package dev.tandem.gateway.edge.realtime;

import java.time.Duration;

/// Every limit of the realtime edge. What happens at each is in its line.
///
/// @param frameBytes one message of a client; a longer one closes the socket with 4413
/// @param hello time for the first frame; then the socket is closed with 4400
/// @param beat how often either side speaks at least
/// @param silence of a device, after which it is offline and its socket closed with 4408
/// @param keep how long a session without a socket can be resumed
/// @param events unacknowledged events kept a session; a resume of older ones is a full sync
/// @param eventBytes of unacknowledged events kept a session; as before
/// @param queueBytes unsent bytes of a socket; more close it with 4408
/// @param commandBurst commands at once; more are refused as too many requests
/// @param commandsPerSecond commands in the long run
/// @param frameBurst frames at once; more close the socket with 4429
/// @param framesPerSecond frames in the long run
/// @param sessionsPerWorkspace devices of a workspace; more are turned away with 4429
public record RealtimeLimits(
    int frameBytes,
    Duration hello,
    Duration beat,
    Duration silence,
    Duration keep,
    int events,
    int eventBytes,
    int queueBytes,
    int commandBurst,
    int commandsPerSecond,
    int frameBurst,
    int framesPerSecond,
    int sessionsPerWorkspace) {

  public RealtimeLimits {
    if (beat.compareTo(silence) >= 0) {
      throw new IllegalArgumentException("a device that beats in time must not count as silent");
    }
    if (frameBytes < 1 || events < 1 || eventBytes < 1 || queueBytes < 1) {
      throw new IllegalArgumentException("a size limit of realtime is not positive");
    }
    if (queueBytes <= eventBytes) {
      throw new IllegalArgumentException("a socket must be able to take a whole replay");
    }
    if (commandBurst < 1 || commandsPerSecond < 1 || frameBurst < 1 || framesPerSecond < 1) {
      throw new IllegalArgumentException("a rate limit of realtime is not positive");
    }
  }

  /// What a gateway starts with.
  public static RealtimeLimits defaults() {
    return new RealtimeLimits(
        128 * 1024,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(25),
        Duration.ofMinutes(10),
        1_000,
        4 * 1024 * 1024,
        6 * 1024 * 1024,
        200,
        50,
        1_000,
        200,
        1_000);
  }
}
