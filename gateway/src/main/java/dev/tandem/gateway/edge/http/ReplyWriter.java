package dev.tandem.gateway.edge.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// Writes replies to responses. A stream is written from its virtual thread, which waits for the
/// client to take each piece.
final class ReplyWriter {
  private ReplyWriter() {}

  static void write(HttpServerResponse response, Reply reply, boolean head) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    response.putHeader(HttpHeaderNames.CACHE_CONTROL, "no-store");
    reply.headers().forEach(response::putHeader);
    switch (reply) {
      case Reply.Json json -> {
        Buffer body = json.body().toBuffer();
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json");
        if (head) {
          response.putHeader(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length())).end();
        } else {
          response.end(body);
        }
      }
      case Reply.Empty _ -> response.end();
      case Reply.Stream stream -> stream(response, stream, head);
    }
  }

  private static void stream(HttpServerResponse response, Reply.Stream stream, boolean head) {
    if (stream.length() < 0) {
      response.setChunked(true);
    } else {
      response.putHeader(HttpHeaderNames.CONTENT_LENGTH, Long.toString(stream.length()));
    }
    try (Reply.Source source = stream.source()) {
      if (head) {
        response.end();
        return;
      }
      for (Optional<byte[]> piece = source.next(); piece.isPresent(); piece = source.next()) {
        await(response.write(Buffer.buffer(piece.get())));
      }
      await(response.end());
    } catch (CompletionException e) {
      // The client went away; nobody is left to tell.
      response.reset();
    } catch (RuntimeException e) {
      // Half of it is out: only a cut tells the client that the rest will not come.
      response.reset();
      throw e;
    }
  }

  private static void await(Future<Void> written) {
    written.toCompletionStage().toCompletableFuture().join();
  }
}
