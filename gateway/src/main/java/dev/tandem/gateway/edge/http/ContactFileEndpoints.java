package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.contact.ContactExport;
import dev.tandem.gateway.contact.ContactFile;
import dev.tandem.gateway.contact.ContactImport;
import dev.tandem.gateway.contact.ContactImport.Duplicates;
import dev.tandem.gateway.contact.ContactImport.Outcome;
import dev.tandem.gateway.contact.ContactImport.Result;
import dev.tandem.gateway.contact.CsvColumn;
import dev.tandem.gateway.contact.ImportLimits;
import dev.tandem.gateway.contact.Numbers;
import dev.tandem.gateway.contact.UnreadableFile;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Intake;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.Words;
import dev.tandem.storage.Storage;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The address book out and in, as files.
public final class ContactFileEndpoints {
  private static final String VCARD = "text/vcard";
  private static final String CSV = "text/csv";
  private static final Set<String> TYPES = Set.of(VCARD, "text/x-vcard", "text/directory", CSV);

  private final Storage storage;
  private final ContactImport imports;
  private final AuditTrail trail = new AuditTrail();

  public ContactFileEndpoints(Storage storage) {
    this.storage = storage;
    this.imports = new ContactImport(storage);
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.POST,
            "/contacts/import",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Take contacts from vCards or CSV, or show what that would do",
            new Intake(ImportLimits.FILE_BYTES),
            this::take),
        new Route(
            HttpMethod.GET,
            "/contacts/export",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "All contacts as vCards",
            this::export));
  }

  private Reply take(Ask ask) {
    ask.checkType(TYPES);
    Duplicates duplicates = duplicates(ask);
    boolean preview = ContactAsk.flag(ask, "preview");
    ContactFile file = file(ask, ContactAsk.near(storage, ask));
    List<Result> results =
        preview
            ? imports.preview(ask.principal().workspace(), file.rows(), duplicates)
            : imports.take(
                ask.principal().workspace(), file.rows(), duplicates, ContactAsk.author(ask));
    if (!preview) {
      audit(ask, AuditAction.CONTACTS_IMPORTED, AuditDetail.of(Field.COUNT, file.rows().size()));
    }
    JsonObject report = new JsonObject().put("preview", preview);
    for (Outcome outcome : Outcome.values()) {
      report.put(Words.of(outcome), results.stream().filter(it -> it.outcome() == outcome).count());
    }
    JsonArray rows = new JsonArray();
    for (int i = 0; i < results.size(); i++) {
      rows.add(row(results.get(i), file.rows().get(i)));
    }
    return Reply.ok(report.put("columns", columns(file)).put("rows", rows));
  }

  private static Duplicates duplicates(Ask ask) {
    String word = ask.parameter("duplicates").orElse("merge");
    return Arrays.stream(Duplicates.values())
        .filter(it -> Words.of(it).equals(word))
        .findFirst()
        .orElseThrow(() -> Refusal.field("duplicates", "must be merge, skip or add"));
  }

  private static ContactFile file(Ask ask, Numbers near) {
    byte[] bytes = ask.file().getBytes();
    try {
      return ask.mediaType().equals(CSV)
          ? ContactFile.csv(bytes, chosen(ask), near)
          : ContactFile.vcards(bytes, near);
    } catch (UnreadableFile e) {
      throw Refusal.of(ProblemCode.UNREADABLE_FILE, "Nothing of it was taken: " + e.reason() + ".");
    }
  }

  private static List<CsvColumn> chosen(Ask ask) {
    List<CsvColumn> columns = new ArrayList<>();
    String text = ask.parameter("columns").orElse("");
    for (String column : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      columns.add(
          CsvColumn.parse(column.toLowerCase(Locale.ROOT))
              .orElseThrow(
                  () ->
                      Refusal.field(
                          "columns",
                          "must be one of these for each column, with commas: "
                              + String.join(", ", CsvColumn.KINDS.stream().sorted().toList()))));
    }
    return columns;
  }

  private static JsonObject row(Result result, ContactFile.Row row) {
    return new JsonObject()
        .put("line", result.line())
        .put("outcome", Words.of(result.outcome()))
        .put("name", row.incoming().map(it -> it.card().name().formatted()).orElse(null))
        .put("contact_id", Words.id(result.contactId()))
        .put("reason", result.reason().isEmpty() ? null : result.reason());
  }

  private static JsonArray columns(ContactFile file) {
    JsonArray columns = new JsonArray();
    for (int i = 0; i < file.headings().size(); i++) {
      columns.add(
          new JsonObject()
              .put("heading", file.headings().get(i))
              .put("column", i < file.columns().size() ? file.columns().get(i).text() : "field"));
    }
    return columns;
  }

  private void audit(Ask ask, AuditAction action, AuditDetail detail) {
    storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          trail.add(
              tx,
              ask.principal(),
              action,
              Optional.of(ask.principal().workspace().value()),
              detail);
          return action;
        });
  }

  private Reply export(Ask ask) {
    String version = ask.parameter("version").orElse("4.0");
    if (!Set.of("3.0", "4.0").contains(version)) {
      throw Refusal.field("version", "must be 3.0 or 4.0");
    }
    audit(ask, AuditAction.CONTACTS_EXPORTED, AuditDetail.of(Field.FORMAT, "vCard " + version));
    ContactExport export =
        new ContactExport(storage, ask.principal().workspace(), version.equals("4.0"));
    return new Reply.Stream(
        200,
        Map.of(
            "content-type",
            VCARD + "; charset=utf-8",
            "content-disposition",
            "attachment; filename=\"contacts.vcf\""),
        -1,
        new Reply.Source() {
          @Override
          public Optional<byte[]> next() {
            return export.next();
          }

          @Override
          public void close() {}
        });
  }
}
