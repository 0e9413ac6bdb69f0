package dev.tandem.gateway.edge.http;

import static dev.tandem.gateway.edge.http.Route.object;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.contact.Numbers;
import dev.tandem.gateway.contact.ReceiverFile;
import dev.tandem.gateway.contact.UnreadableFile;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Intake;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.ReceiverListJson;
import dev.tandem.messaging.broadcast.BroadcastLimits;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.broadcast.ReceiverList;
import dev.tandem.storage.broadcast.ReceiverLists;
import dev.tandem.storage.broadcast.ReceiverLists.Kept;
import dev.tandem.storage.seal.Personal;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/// People whom the team sends broadcasts to: lists that are kept, and files that are read.
public final class ReceiverListEndpoints {
  /// Bytes of a file of receivers: 1 MiB.
  static final int FILE_BYTES = 1 << 20;

  /// So many wrong numbers are told at once.
  private static final int FAULTS = 20;

  private static final int NUMBER_CHARS = 40;

  private final Storage storage;
  private final ReceiverLists lists = new ReceiverLists();
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

  public ReceiverListEndpoints(Storage storage) {
    this.storage = storage;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/receiver-lists",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "The workspace's lists of receivers",
            this::list),
        new Route(
            HttpMethod.POST,
            "/receiver-lists",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Keep a list of receivers",
            this::create),
        new Route(
            HttpMethod.POST,
            "/receiver-lists/read",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "The numbers of a CSV file; nothing is kept",
            new Intake(FILE_BYTES),
            this::read),
        object(HttpMethod.GET, "/receiver-lists/{id}", "One list, with who is on it", this::one),
        object(HttpMethod.PATCH, "/receiver-lists/{id}", "Change a list", this::change),
        object(HttpMethod.DELETE, "/receiver-lists/{id}", "Delete a list", this::delete));
  }

  private Reply list(Ask ask) {
    return storage.inWorkspace(
        ask.principal().workspace(), tx -> Reply.all(lists.all(tx), ReceiverListJson::of));
  }

  private Reply one(Ask ask) {
    UUID id = ask.id();
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> Reply.ok(ReceiverListJson.of(there(tx, id), numbers(tx, id).value())));
  }

  private ReceiverList there(Tenant tx, UUID id) {
    return lists.find(tx, id).orElseThrow(Refusal::notFound);
  }

  private Personal<List<String>> numbers(Tenant tx, UUID id) {
    return lists.numbers(tx, id).orElseThrow(Refusal::notFound);
  }

  /// What a body wants of a list; what is empty stays as it is.
  private record Wanted(Optional<Personal<String>> name, Optional<Personal<List<String>>> numbers) {
    /// @param whole whether all of it has to be there
    static Wanted of(Fields fields, boolean whole) {
      Optional<String> name =
          whole || fields.has("name")
              ? Optional.of(fields.text("name", 1, BroadcastLimits.NAME_CHARS))
              : Optional.empty();
      Optional<List<String>> numbers =
          whole || fields.has("numbers")
              ? Optional.of(
                  e164(fields, fields.texts("numbers", 1, BroadcastLimits.RECEIVERS, NUMBER_CHARS)))
              : Optional.empty();
      fields.done();
      return new Wanted(name.map(Personal::of), numbers.map(Personal::of));
    }

    /// Each once.
    private static List<String> e164(Fields fields, List<String> written) {
      Set<String> numbers = new LinkedHashSet<>();
      int wrong = 0;
      for (int i = 0; i < written.size() && wrong < FAULTS; i++) {
        Optional<PhoneNumber> number = PhoneNumber.parse(written.get(i));
        if (number.isEmpty()) {
          wrong++;
          fields.fault(
              "numbers[" + i + "]", "must have + and its country code, such as +12025550123");
        }
        number.map(PhoneNumber::e164).ifPresent(numbers::add);
      }
      return List.copyOf(numbers);
    }
  }

  private Reply create(Ask ask) {
    Wanted wanted = Wanted.of(ask.fields(), true);
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx ->
            Reply.created(
                ReceiverListJson.of(
                    once.make(
                        tx,
                        ask,
                        id -> made(tx, principal, id, wanted),
                        id -> lists.find(tx, id)))));
  }

  private ReceiverList made(Tenant tx, Principal principal, UUID id, Wanted wanted) {
    return kept(
        tx,
        principal,
        id,
        lists.create(
            tx,
            id,
            principal.memberId(),
            wanted.name().orElseThrow(),
            wanted.numbers().orElseThrow()));
  }

  private Reply change(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          ReceiverList before = lists.lock(tx, id).orElseThrow(Refusal::notFound);
          Wanted wanted = Wanted.of(ask.fields(), false);
          Kept kept =
              lists.change(
                  tx,
                  id,
                  principal.memberId(),
                  wanted.name().orElse(before.name()),
                  wanted.numbers().orElseGet(() -> numbers(tx, id)));
          return Reply.ok(ReceiverListJson.of(kept(tx, principal, id, kept)));
        });
  }

  private ReceiverList kept(Tenant tx, Principal principal, UUID id, Kept kept) {
    return switch (kept) {
      case NAME_TAKEN -> throw Refusal.field("name", "is taken by another list");
      case FULL ->
          throw Refusal.of(
              ProblemCode.CONFLICT,
              "There are " + ReceiverLists.MAX + " lists. Delete one that nobody uses.");
      case KEPT -> {
        ReceiverList list = there(tx, id);
        trail.add(
            tx,
            principal,
            AuditAction.RECEIVER_LIST_KEPT,
            Optional.of(id),
            AuditDetail.of(Field.COUNT, list.receivers()));
        yield list;
      }
    };
  }

  private Reply delete(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          if (!lists.delete(tx, id)) {
            throw Refusal.notFound();
          }
          trail.add(
              tx,
              principal,
              AuditAction.RECEIVER_LIST_DELETED,
              Optional.of(id),
              AuditDetail.none());
          return Reply.done();
        });
  }

  private Reply read(Ask ask) {
    ask.checkType(Set.of("text/csv", "text/plain"));
    Numbers near =
        ask.parameter("from")
            .flatMap(PhoneNumber::parse)
            .map(from -> new Numbers(Optional.of(from)))
            .orElseGet(() -> ContactAsk.near(storage, ask));
    try {
      return Reply.ok(
          ReceiverListJson.read(
              ReceiverFile.read(
                  ask.file().getBytes(), column(ask), near, BroadcastLimits.RECEIVERS)));
    } catch (UnreadableFile e) {
      throw Refusal.of(ProblemCode.UNREADABLE_FILE, "Nothing of it was taken: " + e.reason() + ".");
    }
  }

  private static OptionalInt column(Ask ask) {
    Optional<String> text = ask.parameter("column");
    if (text.filter(it -> !it.matches("[0-9]{1,3}")).isPresent()) {
      throw Refusal.field("column", "must be the number of a column, the first is 0");
    }
    return text.map(Integer::parseInt).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
