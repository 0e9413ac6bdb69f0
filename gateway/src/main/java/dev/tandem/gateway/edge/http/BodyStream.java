package dev.tandem.gateway.edge.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A request's body while it comes, for a virtual thread to read. What is not read yet waits at the
/// client: a piece is asked for when the one before is used up. Limits of size and time end it with
/// a [Refusal].
final class BodyStream extends InputStream {
  private sealed interface Event {}

  private record Piece(Buffer bytes) implements Event {}

  private record End(boolean whole) implements Event {}

  private final HttpServerRequest request;
  private final Context loop;
  private final int maxBytes;
  private final long deadline;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Buffer piece = Buffer.buffer();
  private int at;
  private long length;
  private Optional<End> end = Optional.empty();

  /// On the request's loop, with the request paused.
  BodyStream(HttpServerRequest request, Context loop, int maxBytes, int seconds) {
    this.request = request;
    this.loop = loop;
    this.maxBytes = maxBytes;
    this.deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    request
        .handler(bytes -> events.add(new Piece(bytes)))
        .exceptionHandler(broken -> events.add(new End(false)))
        .endHandler(ignored -> events.add(new End(true)));
  }

  /// Whether nothing of the body is left at the client.
  boolean ended() {
    return end.isPresent();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    while (at == piece.length() && end.isEmpty()) {
      take();
    }
    if (at == piece.length()) {
      return -1;
    }
    int given = Math.min(count, piece.length() - at);
    piece.getBytes(at, at + given, into, from);
    at += given;
    return given;
  }

  private void take() throws IOException {
    loop.runOnContext(ignored -> request.fetch(1));
    Event event;
    try {
      event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
    switch (event) {
      case null ->
          throw Refusal.of(ProblemCode.BODY_TOO_SLOW, "Send the body without long pauses.");
      case End(boolean whole) when whole -> end = Optional.of(new End(true));
      case End _ -> {
        end = Optional.of(new End(false));
        throw Refusal.of(
            ProblemCode.MALFORMED_REQUEST, "Send the body whole, and in well-formed chunks.");
      }
      case Piece(Buffer bytes) -> {
        length += bytes.length();
        if (length > maxBytes) {
          throw Bodies.tooLarge(maxBytes);
        }
        piece = bytes;
        at = 0;
      }
    }
  }
}
