package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.MessageJson;
import dev.tandem.gateway.edge.json.TextsJson;
import dev.tandem.gateway.edge.json.Words;
import dev.tandem.messaging.send.RetryText;
import dev.tandem.messaging.send.SubmitResult;
import dev.tandem.messaging.send.SubmitText;
import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.message.DeadLetters;
import dev.tandem.storage.message.DeadLetters.DeadLetter;
import dev.tandem.storage.message.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Texts that failed for good: what became of each, and what a member decides.
public final class DeadLetterEndpoints {
  private final Storage storage;
  private final SubmitText submit;
  private final RetryText retry;
  private final Limits limits;
  private final DeadLetters letters = new DeadLetters();

  public DeadLetterEndpoints(Storage storage, SubmitText submit, Limits limits) {
    this.storage = storage;
    this.submit = submit;
    this.retry = new RetryText(submit);
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/dead-letters",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Texts that failed for good, the last first",
            this::list),
        new Route(
            HttpMethod.POST,
            "/dead-letters/{id}/retry",
            Access.MEMBER,
            Tenancy.OBJECT,
            "Send a failed text once more",
            this::again),
        new Route(
            HttpMethod.DELETE,
            "/dead-letters/{id}",
            Access.MEMBER,
            Tenancy.OBJECT,
            "Leave a failed text at that",
            this::dismiss));
  }

  private Reply list(Ask ask) {
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          Page<DeadLetter> page = letters.page(tx, ask.timeCursor(), limit);
          Function<Message, JsonObject> shown =
              TextsJson.of(tx, page.items().stream().map(DeadLetter::message).toList());
          return Reply.page(
              page,
              letter ->
                  shown.apply(letter.message()).put("failed_at", Words.time(letter.failedAt())));
        });
  }

  private Reply again(Ask ask) {
    UUID id = ask.id();
    Fields fields = ask.fields();
    boolean anyway = TextEndpoints.anyway(fields);
    fields.done();
    Principal principal = ask.principal();
    Optional<SubmitResult> result =
        storage.inWorkspace(
            principal.workspace(),
            tx ->
                retry.retry(tx, id, principal.memberId(), TextEndpoints.night(principal, anyway)));
    return switch (result.orElseThrow(Refusal::notFound)) {
      case SubmitResult.Submitted submitted -> {
        submit.wake();
        yield Reply.ok(MessageJson.of(submitted.message(), List.of()));
      }
      case SubmitResult.Refused(String field, String detail) -> throw Refusal.field(field, detail);
      case SubmitResult.NotWelcome(var _, String detail) ->
          throw Refusal.of(ProblemCode.NO_CONSENT, detail);
      case SubmitResult.AtNight(Instant until) -> throw TextEndpoints.atNight(until);
      case SubmitResult.KeyConflict _ ->
          throw new AssertionError("a failed text is sent again under a key of its own");
    };
  }

  private Reply dismiss(Ask ask) {
    UUID id = ask.id();
    boolean settled =
        storage.inWorkspace(ask.principal().workspace(), tx -> letters.settle(tx, id));
    if (!settled) {
      throw Refusal.notFound();
    }
    return Reply.done();
  }
}
