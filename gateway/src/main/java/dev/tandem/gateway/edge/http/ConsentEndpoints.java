package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.WorkspaceJson;
import dev.tandem.messaging.consent.ConsentDecision;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.consent.ConsentKind;
import dev.tandem.storage.consent.ConsentScope;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.message.Conversations;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Decides whether somebody may be texted, where their own words leave it open or they said it
/// elsewhere.
public final class ConsentEndpoints {
  /// Characters of a note.
  static final int NOTE_CHARS = 500;

  private static final Map<String, ConsentKind> DECISIONS =
      Map.of(
          "opted_out", ConsentKind.OPT_OUT,
          "opted_in", ConsentKind.OPT_IN,
          "cleared", ConsentKind.CLEARED);
  private static final Map<String, ConsentScope> SCOPES =
      Map.of("number", ConsentScope.NUMBER, "workspace", ConsentScope.WORKSPACE);

  private final Storage storage;
  private final Conversations conversations = new Conversations();
  private final ConsentGate gate = new ConsentGate();
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

  public ConsentEndpoints(Storage storage) {
    this.storage = storage;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.POST,
            "/conversations/{id}/consent",
            Access.MEMBER,
            Tenancy.OBJECT,
            "Decide whether somebody may be texted",
            this::decide));
  }

  private Reply decide(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    JsonObject shown =
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              Conversation conversation = conversation(tx, principal, id);
              Fields fields = ask.fields();
              String party = party(fields, conversation);
              ConsentDecision decision = decision(fields, principal);
              Conversation decided =
                  once.make(
                      tx,
                      ask,
                      _ -> decide(tx, principal, conversation, party, decision),
                      _ -> Optional.of(conversation));
              return WorkspaceJson.in(tx).conversation(decided);
            });
    return Reply.ok(shown);
  }

  private Conversation conversation(Tenant tx, Principal principal, UUID id) {
    if (!conversations.hold(tx, id)) {
      throw Refusal.notFound();
    }
    return conversations.find(tx, principal.memberId(), id).orElseThrow(Refusal::notFound);
  }

  /// About whom it is decided: of a group one has to be named, because each speaks for themselves.
  private static String party(Fields fields, Conversation conversation) {
    List<String> people = conversation.participants().value();
    Optional<String> named = fields.optionalText("participant", 1, 40);
    if (named.isEmpty() ? people.size() > 1 : !people.contains(named.get())) {
      fields.fault("participant", "must name one of the conversation's participants");
    }
    return named.orElse(people.getFirst());
  }

  private static ConsentDecision decision(Fields fields, Principal principal) {
    String word = fields.word("decision", DECISIONS.keySet());
    String scope = fields.has("scope") ? fields.word("scope", SCOPES.keySet()) : "number";
    String note = fields.optionalText("note", 0, NOTE_CHARS).orElse("");
    Optional<UUID> about = fields.optionalId("consent_id");
    if (scope.equals("workspace") && !word.equals("opted_out")) {
      fields.fault("scope", "may be workspace with opted_out alone");
    }
    if (word.equals("opted_in") && note.isBlank()) {
      fields.fault("note", "must say how and when the person agreed");
    }
    fields.done();
    return new ConsentDecision(
        DECISIONS.getOrDefault(word, ConsentKind.OPT_OUT),
        SCOPES.getOrDefault(scope, ConsentScope.NUMBER),
        note,
        principal.memberId(),
        about);
  }

  private Conversation decide(
      Tenant tx,
      Principal principal,
      Conversation conversation,
      String party,
      ConsentDecision decision) {
    switch (gate.decide(tx, conversation.numberId(), party, decision)) {
      case TAKEN -> {}
      case NO_PROOF -> throw Refusal.field("note", "must say how and when the person agreed");
      case NO_DOUBT ->
          throw Refusal.of(
              ProblemCode.CONFLICT, "There is no doubt to clear. Read the conversation anew.");
      case OVERTAKEN ->
          throw Refusal.of(
              ProblemCode.CONFLICT,
              "Something else was said or decided since. Read it and decide again.");
    }
    trail.add(
        tx,
        principal,
        AuditAction.CONSENT_DECIDED,
        Optional.of(conversation.id()),
        AuditDetail.of(AuditDetail.Field.DECISION, word(decision.kind())));
    return conversation;
  }

  private static String word(ConsentKind kind) {
    return switch (kind) {
      case OPT_OUT -> "opted_out";
      case OPT_IN -> "opted_in";
      case CLEARED, DOUBT -> kind.name().toLowerCase(Locale.ROOT);
    };
  }
}
