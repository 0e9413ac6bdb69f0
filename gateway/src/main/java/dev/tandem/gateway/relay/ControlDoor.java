package dev.tandem.gateway.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Where a relay process is told which devices were signed out: a challenge, and a request that
/// answers it with a [ControlSeal]. Runs on one event loop.
public final class ControlDoor {
  static final String CHALLENGE_PATH = "/control/challenge";
  static final String REVOCATIONS_PATH = "/control/revocations";
  static final String CHALLENGE_HEADER = "tandem-challenge";
  static final String PROOF_HEADER = "tandem-proof";

  /// Subjects of one request.
  public static final int SUBJECTS = 1_000;

  private static final int BODY_BYTES = 256 * 1024;
  private static final Pattern SUBJECT = Pattern.compile("[0-9A-Za-z/_-]{1,128}");

  private final ControlSeal seal;
  private final Challenges challenges;
  private final SecureRandom random;
  private final Function<String, CompletionStage<?>> revoke;

  /// @param own a seal whose secret only this process has
  /// @param revoke ends what a subject holds; completes when nothing of it is left
  public ControlDoor(
      ControlSeal seal,
      ControlSeal own,
      SecureRandom random,
      Function<String, CompletionStage<?>> revoke) {
    this.seal = seal;
    this.challenges = new Challenges(own, random);
    this.random = random;
    this.revoke = revoke;
  }

  /// Puts it on `router`.
  public void mount(Router router) {
    router.get(CHALLENGE_PATH).handler(this::challenge);
    router
        .post(REVOCATIONS_PATH)
        .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES))
        .handler(this::revocations)
        .failureHandler(
            context ->
                end(context.response(), context.statusCode() < 0 ? 500 : context.statusCode()));
  }

  private void challenge(RoutingContext context) {
    JsonObject body =
        new JsonObject()
            .put("process", challenges.process())
            .put("challenge", challenges.next(System.nanoTime(), random.nextLong()));
    context
        .response()
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(body.toBuffer());
  }

  private void revocations(RoutingContext context) {
    String challenge = header(context, CHALLENGE_HEADER);
    Buffer body = context.body().buffer() == null ? Buffer.buffer() : context.body().buffer();
    long now = System.nanoTime();
    // The challenge first: it costs the sender a question, and bounds what is computed for nothing.
    if (!challenges.good(now, challenge)
        || !seal.holds(challenge, body.getBytes(), header(context, PROOF_HEADER))) {
      end(context.response(), 401);
      return;
    }
    challenges.use(now, challenge);
    List<String> subjects = subjects(body);
    if (subjects.isEmpty()) {
      end(context.response(), 400);
      return;
    }
    Future.all(
            subjects.stream()
                .map(
                    subject ->
                        Future.fromCompletionStage(
                            revoke.apply(subject), context.vertx().getOrCreateContext()))
                .toList())
        .onComplete(done -> end(context.response(), done.succeeded() ? 204 : 500));
  }

  /// The subjects that are named; empty when the body is none of ours.
  private static List<String> subjects(Buffer body) {
    try {
      JsonArray named = new JsonObject(body).getJsonArray("subjects", new JsonArray());
      List<String> subjects =
          named.stream()
              .map(String::valueOf)
              .filter(subject -> SUBJECT.matcher(subject).matches())
              .toList();
      return subjects.size() == named.size() && subjects.size() <= SUBJECTS ? subjects : List.of();
    } catch (DecodeException | ClassCastException e) {
      return List.of();
    }
  }

  private static String header(RoutingContext context, String name) {
    String value = context.request().getHeader(name);
    return value == null ? "" : value;
  }

  private static void end(HttpServerResponse response, int status) {
    response.setStatusCode(status).end();
  }
}
