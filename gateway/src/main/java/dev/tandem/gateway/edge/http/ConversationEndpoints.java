package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.WorkspaceJson;
import dev.tandem.messaging.conversation.InboxChange;
import dev.tandem.messaging.conversation.SharedInbox;
import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.message.ConversationFilter;
import dev.tandem.storage.message.Conversations;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The shared inbox: conversations, how far one has read them, and what the team does about them.
public final class ConversationEndpoints {
  private static final Set<String> STATES = Set.of("open", "snoozed", "done");

  private final Storage storage;
  private final Limits limits;
  private final Conversations conversations = new Conversations();
  private final SharedInbox inbox;

  public ConversationEndpoints(Storage storage, Limits limits) {
    this.storage = storage;
    this.limits = limits;
    this.inbox = new SharedInbox(storage);
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/conversations",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Conversations, the newest first",
            this::list),
        object(HttpMethod.GET, "", "One conversation", this::one),
        object(HttpMethod.PATCH, "", "Open, snooze, finish or assign a conversation", this::change),
        object(HttpMethod.POST, "/read", "Mark as read up to a text", this::read));
  }

  private static Route object(
      HttpMethod method, String below, String summary, Route.Endpoint endpoint) {
    return new Route(
        method, "/conversations/{id}" + below, Access.MEMBER, Tenancy.OBJECT, summary, endpoint);
  }

  private Reply list(Ask ask) {
    Principal principal = ask.principal();
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    ConversationFilter filter =
        new ConversationFilter(
            ask.parameter("state").map(ConversationEndpoints::state),
            ask.parameter("assignee_id").map(text -> id("assignee_id", text)),
            ask.parameter("number_id").map(text -> id("number_id", text)),
            ask.parameter("mentioned").map(ConversationEndpoints::mentioned).orElse(false));
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          Page<Conversation> page =
              conversations.page(tx, principal.memberId(), filter, ask.timeCursor(), limit);
          return Reply.page(WorkspaceJson.in(tx).conversations(page.items()), page.nextCursor());
        });
  }

  private static boolean mentioned(String word) {
    if (!word.equals("true")) {
      throw Refusal.field("mentioned", "must be true, or left out");
    }
    return true;
  }

  private static Conversation.State state(String word) {
    if (!STATES.contains(word)) {
      throw Refusal.field("state", "must be one of done, open, snoozed");
    }
    return Conversation.State.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static UUID id(String field, String text) {
    return Fields.id(text).orElseThrow(() -> Refusal.field(field, "must be an id"));
  }

  private Reply one(Ask ask) {
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(principal.workspace(), tx -> shaped(tx, principal, ask.id())));
  }

  private Reply change(Ask ask) {
    UUID id = ask.id();
    List<InboxChange> changes = changes(ask.fields());
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              conversation(tx, principal, id);
              for (InboxChange change : changes) {
                inbox
                    .change(tx, id, change)
                    .ifPresent(
                        refused -> {
                          throw Refusal.field(refused.field(), refused.advice());
                        });
              }
              return shaped(tx, principal, id);
            }));
  }

  private static List<InboxChange> changes(Fields fields) {
    List<InboxChange> changes = new ArrayList<>();
    Optional<Instant> until = fields.time("snoozed_until");
    if (fields.has("state")) {
      String state = fields.word("state", STATES);
      if (until.isPresent() != state.equals("snoozed")) {
        fields.fault("snoozed_until", "goes with the state snoozed, and only with it");
      }
      switch (state) {
        case "open" -> changes.add(new InboxChange.Open());
        case "done" -> changes.add(new InboxChange.Done());
        default -> until.map(InboxChange.Snooze::new).ifPresent(changes::add);
      }
    } else if (until.isPresent()) {
      fields.fault("state", "must be snoozed");
    }
    Optional<UUID> assignee = fields.optionalId("assignee_id");
    if (fields.has("assignee_id")) {
      changes.add(new InboxChange.Assign(assignee));
    }
    fields.done();
    return changes;
  }

  private Reply read(Ask ask) {
    UUID id = ask.id();
    Fields fields = ask.fields();
    long through = fields.integer("through_seq", 0, Long.MAX_VALUE);
    fields.done();
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              conversation(tx, principal, id);
              conversations.markRead(tx, principal.memberId(), id, through);
              return shaped(tx, principal, id);
            }));
  }

  private Conversation conversation(Tenant tx, Principal principal, UUID id) {
    return conversations.find(tx, principal.memberId(), id).orElseThrow(Refusal::notFound);
  }

  private JsonObject shaped(Tenant tx, Principal principal, UUID id) {
    return WorkspaceJson.in(tx).conversation(conversation(tx, principal, id));
  }
}
