package dev.tandem.messaging.carrier.sandbox;

import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.MediaReference;
import dev.tandem.messaging.carrier.sandbox.SandboxApi.Answer;
import dev.tandem.messaging.carrier.sandbox.SandboxScript.Plan;
import dev.tandem.messaging.carrier.sandbox.SandboxScript.Step;
import dev.tandem.messaging.carrier.sandbox.SandboxScript.With;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The HTTP server of the sandbox and the life of the texts in it. One event loop owns it all.
final class SandboxServer extends VerticleBase {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern MEDIA = Pattern.compile("/(SM[0-9a-f]{32})/Media/(ME[0-9a-f]{32})$");

  private final SandboxSettings settings;
  private final SandboxLedger ledger;
  private final SandboxApi api;
  private final byte[] expectedAuthorization;
  private @Nullable SandboxCalls calls;
  private @Nullable HttpServer server;

  SandboxServer(SandboxSettings settings) {
    this.settings = settings;
    this.ledger = new SandboxLedger(settings.limits().maxTexts());
    this.api = new SandboxApi(settings, ledger);
    String credentials =
        settings.access().accountId() + ":" + settings.access().authToken().reveal();
    this.expectedAuthorization =
        ("Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Future<?> start() {
    calls = new SandboxCalls(vertx, settings);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setIdleTimeout(60))
            .requestHandler(this::handle);
    return server.listen(0, "127.0.0.1");
  }

  @Override
  public Future<?> stop() {
    return calls().close();
  }

  int port() {
    if (server == null) {
      throw new IllegalStateException("The sandbox has not been started");
    }
    return server.actualPort();
  }

  Context owner() {
    return context;
  }

  private SandboxCalls calls() {
    if (calls == null) {
      throw new IllegalStateException("The sandbox has not been started");
    }
    return calls;
  }

  /// The body is read before anything is answered: an answer that overtakes its request costs the
  /// connection, and with it whatever the other end sends next on it.
  private void handle(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > settings.limits().maxBodyBytes()) {
            request.handler(null).endHandler(null);
            request.response().putHeader("Connection", "close");
            answer(request, Answer.of(SandboxProblem.TOO_LARGE));
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(_ -> dispatch(request, body));
  }

  private void dispatch(HttpServerRequest request, Buffer body) {
    Optional<SandboxMedia> content = content(request);
    if (content.isPresent() && request.method().equals(HttpMethod.DELETE)) {
      ledger.forget(content.get().sid());
      request.response().setStatusCode(204).end();
      return;
    }
    if (content.isPresent()) {
      request
          .response()
          .putHeader("Content-Type", content.get().contentType())
          .end(content.get().content());
      return;
    }
    Answer answer = respond(request, body);
    answer(request, answer);
    answer
        .created()
        .ifPresent(
            text ->
                fetched(text)
                    .onSuccess(whole -> live(whole, SandboxScript.of(whole), 0))
                    .onFailure(_ -> live(text, SandboxScript.mediaMissing(), 0)));
  }

  /// The text with its attachments, which the ledger keeps from then on.
  private Future<SandboxText> fetched(SandboxText text) {
    if (text.mediaUrls().isEmpty()) {
      return Future.succeededFuture(text);
    }
    List<Future<SandboxMedia>> each =
        text.mediaUrls().stream()
            .map(
                url ->
                    calls()
                        .fetch(url)
                        .map(it -> SandboxMedia.of(newSid("ME"), it.contentType(), it.content())))
            .toList();
    return Future.all(each)
        .map(
            all -> {
              SandboxText whole = text.with(all.list());
              ledger.put(whole);
              return whole;
            });
  }

  /// What a request for an attachment's content is answered with.
  private Optional<SandboxMedia> content(HttpServerRequest request) {
    String path = request.path() == null ? "" : request.path();
    Matcher named = MEDIA.matcher(path);
    return path.startsWith(api.path())
            && named.find()
            && (request.method().equals(HttpMethod.GET)
                || request.method().equals(HttpMethod.DELETE))
            && authorized(request)
        ? api.media(named.group(1), named.group(2))
        : Optional.empty();
  }

  private Answer respond(HttpServerRequest request, Buffer body) {
    if (!authorized(request)) {
      return Answer.of(SandboxProblem.AUTHENTICATE);
    }
    String path = request.path() == null ? "" : request.path();
    if (path.equals(api.numbersPath()) && request.method().equals(HttpMethod.GET)) {
      return api.numbers();
    }
    if (!path.startsWith(api.path()) || !path.endsWith(".json")) {
      return Answer.of(SandboxProblem.NOT_FOUND);
    }
    String rest = path.substring(api.path().length(), path.length() - ".json".length());
    if (rest.isEmpty() && request.method().equals(HttpMethod.POST)) {
      return form(body.getBytes())
          .map(form -> api.create(form, newSid("SM"), Instant.now()))
          .orElseGet(() -> Answer.of(SandboxProblem.BAD_FORM));
    }
    if (!request.method().equals(HttpMethod.GET)) {
      return Answer.of(SandboxProblem.METHOD);
    }
    if (rest.isEmpty()) {
      String query = request.query() == null ? "" : request.query();
      return form(query.getBytes(StandardCharsets.UTF_8))
          .map(api::list)
          .orElseGet(() -> Answer.of(SandboxProblem.BAD_FORM));
    }
    if (rest.startsWith("/") && rest.endsWith("/Media")) {
      return api.media(rest.substring(1, rest.length() - "/Media".length()));
    }
    return rest.startsWith("/") ? api.read(rest.substring(1)) : Answer.of(SandboxProblem.NOT_FOUND);
  }

  /// Lets the text live through its plan from step `at` on, one step after the other.
  private void live(SandboxText text, Plan plan, int at) {
    if (at == plan.steps().size()) {
      return;
    }
    Step step = plan.steps().get(at);
    Duration pause =
        switch (step) {
          case Step.Status _ -> settings.pace().network();
          case Step.Answer _ -> settings.pace().thinking();
        };
    vertx
        .timer(Math.max(1, pause.toMillis()))
        .onSuccess(
            _ -> perform(text, step, plan.calls()).onComplete(_ -> live(text, plan, at + 1)));
  }

  private Future<Integer> perform(SandboxText text, Step step, int times) {
    return switch (step) {
      case Step.Status(String status, int errorCode) -> {
        SandboxText moved = text.moved(status, errorCode);
        ledger.put(moved);
        yield moved
            .statusCallback()
            .map(target -> repeat(times, () -> calls().report(moved, target)))
            .orElseGet(() -> Future.succeededFuture(0));
      }
      case Step.Answer(String words, With with) ->
          personTexts(text.to(), text.from(), words, media(text, with), times);
    };
  }

  /// Somebody outside texts us; `times` says how often the same text is called in.
  Future<Integer> personTexts(PhoneNumber from, PhoneNumber to, String words, int times) {
    return personTexts(from, to, words, List.of(), times);
  }

  private static List<SandboxMedia> media(SandboxText text, With with) {
    return switch (with) {
      case NOTHING -> List.of();
      case WHAT_CAME -> text.media();
      case A_PICTURE -> List.of(SandboxMedia.of("", "image/png", SandboxPicture.draw()));
    };
  }

  private Future<Integer> personTexts(
      PhoneNumber from, PhoneNumber to, String words, List<SandboxMedia> media, int times) {
    switch (SandboxScript.keyword(words)) {
      case "stop" -> ledger.optOut(to, from);
      case "start" -> ledger.optIn(to, from);
      default -> {
        // Any other words change nothing between the two.
      }
    }
    String sid = newSid("SM");
    List<SandboxMedia> kept =
        media.stream()
            .map(one -> SandboxMedia.of(newSid("ME"), one.contentType(), one.content()))
            .toList();
    SandboxText text = SandboxText.received(sid, settings.access(), from, to, words, kept);
    if (!kept.isEmpty()) {
      ledger.put(text);
    }
    List<MediaReference> references =
        kept.stream()
            .map(
                one ->
                    new MediaReference(
                        "http://127.0.0.1:" + port() + text.path() + "/Media/" + one.sid(),
                        one.contentType()))
            .toList();
    return repeat(times, () -> calls().deliver(sid, from, to, words, references));
  }

  private static Future<Integer> repeat(int times, Supplier<Future<Integer>> call) {
    Future<Integer> first = call.get();
    return times <= 1 ? first : first.compose(_ -> repeat(times - 1, call));
  }

  private boolean authorized(HttpServerRequest request) {
    String given = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    return MessageDigest.isEqual(expectedAuthorization, given.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpServerRequest request, Answer answer) {
    request
        .response()
        .setStatusCode(answer.status())
        .putHeader("Content-Type", "application/json")
        .end(answer.body().toBuffer());
  }

  private static Optional<Form> form(byte[] bytes) {
    return Form.parse(bytes, Form.Limits.WEBHOOK);
  }

  private static String newSid(String kind) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    return kind + HexFormat.of().formatHex(random);
  }
}
