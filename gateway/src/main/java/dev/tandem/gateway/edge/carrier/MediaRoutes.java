package dev.tandem.gateway.edge.carrier;

import dev.tandem.gateway.edge.http.Answers;
import dev.tandem.gateway.edge.http.Problem;
import dev.tandem.gateway.edge.http.ProblemCode;
import dev.tandem.messaging.media.MediaHandout;
import dev.tandem.messaging.media.MediaHandout.Answer;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.blob.BlobReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where carriers fetch what goes with texts. There is no session: whoever has the name may read,
/// so the name is written nowhere, and nobody is told why there is nothing under one.
public final class MediaRoutes {
  /// Outcomes that the meter knows.
  public static final String GIVEN = "given";

  private static final Logger LOG = LoggerFactory.getLogger(MediaRoutes.class);
  private static final int PIECE_BYTES = 64 * 1024;
  private static final int AT_ONCE = 64;

  private final MediaHandout handout;
  private final Executor useCases;
  private final InstantSource clock;
  private final Consumer<String> meter;
  private final Semaphore room = new Semaphore(AT_ONCE);

  /// @param meter hears how each request ended: [#GIVEN] or why not
  public MediaRoutes(
      MediaHandout handout, Executor useCases, InstantSource clock, Consumer<String> meter) {
    this.handout = handout;
    this.useCases = useCases;
    this.clock = clock;
    this.meter = meter;
  }

  /// What the meter says for a reason.
  public static String word(MediaHandout.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /// Adds the routes; before those of all other things that carriers ask for.
  public void mount(Router router) {
    String path = "/carriers/:carrier/:account/media/:name";
    router.get(path).handler(this::answer);
    router.head(path).handler(this::answer);
  }

  private void answer(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (!room.tryAcquire()) {
      response.putHeader("Retry-After", "2");
      Answers.problem(response, Problem.of(ProblemCode.UNAVAILABLE, "Ask again in a moment."));
      return;
    }
    boolean head = context.request().method().equals(HttpMethod.HEAD);
    String carrier = param(context, "carrier");
    String account = param(context, "account");
    String name = param(context, "name");
    useCases.execute(
        () -> {
          try {
            give(response, handout.open(carrier, account, name, clock.instant(), !head), head);
          } catch (StorageException away) {
            LOG.warn("What goes with a text cannot be given now", away);
            response.putHeader("Retry-After", "5");
            Answers.problem(response, Problem.of(ProblemCode.UNAVAILABLE, "Ask again later."));
          } catch (CompletionException gone) {
            // The carrier went away; nobody is left to tell.
            response.reset();
          } catch (RuntimeException bug) {
            LOG.error("Giving out what goes with a text broke", bug);
            response.reset();
          } finally {
            room.release();
          }
        });
  }

  private void give(HttpServerResponse response, Answer answer, boolean head) {
    switch (answer) {
      case Answer.Refused(MediaHandout.Reason reason) -> {
        meter.accept(word(reason));
        Answers.problem(
            response, Problem.of(ProblemCode.NOT_FOUND, "There is nothing here, or not any more."));
      }
      case Answer.Given(String mediaType, String name, BlobReader content) -> {
        response
            .putHeader("Content-Type", mediaType)
            .putHeader("Content-Length", Long.toString(content.length()))
            .putHeader("Content-Disposition", "inline; filename=\"" + name + "\"")
            .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("X-Robots-Tag", "noindex")
            .putHeader("Cache-Control", "no-store");
        if (!head) {
          stream(response, content);
          meter.accept(GIVEN);
        } else {
          await(response.end());
        }
      }
    }
  }

  private static void stream(HttpServerResponse response, BlobReader content) {
    long at = 0;
    while (at < content.length()) {
      byte[] piece = content.read(at, PIECE_BYTES);
      at += piece.length;
      await(response.write(Buffer.buffer(piece)));
    }
    await(response.end());
  }

  private static void await(Future<Void> written) {
    written.toCompletionStage().toCompletableFuture().join();
  }

  private static String param(RoutingContext context, String name) {
    return Objects.requireNonNull(context.pathParam(name), "the route's pattern has it");
  }
}
