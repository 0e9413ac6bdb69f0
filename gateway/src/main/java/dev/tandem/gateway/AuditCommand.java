package dev.tandem.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditEntry;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.audit.HeadLog;
import dev.tandem.storage.audit.HeadVerifier;
import dev.tandem.storage.audit.SignedHead;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tandem audit`: what an operator or an auditor does with the audit logs, beside a gateway that
/// is at work or without one.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the audit logs against tree heads that were kept elsewhere, signs heads, exports",
      "entries. Uses the settings of the gateway, which may be at work meanwhile."
    })
final class AuditCommand implements Callable<Integer> {
  /// A log is not as it was written.
  static final int CHANGED = 1;

  private static final int ENTRIES_A_READ = 500;

  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  AuditCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Say what to do: verify, head or export.");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /// Opens the storage for `work` and closes it.
  private int with(Function<Storage, Integer> work) {
    try {
      return StorageWork.beside("audit", environment, work);
    } finally {
      out().flush();
    }
  }

  @Command(
      description = {
        "Finds the first entry that was edited, removed, reordered or cut off since a tree head was",
        "signed. A head of the installation (/status/audit-head.txt) checks every workspace's log",
        "that it covers, a workspace's head that workspace's. Exit code 0: all is as it was",
        "written; 1: something is not; 65: a head is not one of this installation's."
      },
      mixinStandardHelpOptions = true)
  int verify(
      @Option(
              names = "--head",
              paramLabel = "<file>",
              required = true,
              description = "A tree head that was kept. May be given several times.")
          List<Path> files) {
    List<String> texts = files.stream().map(AuditCommand::read).toList();
    return with(
        storage -> {
          List<SignedHead> heads = new ArrayList<>();
          for (int i = 0; i < texts.size(); i++) {
            heads.add(parsed(storage, files.get(i), texts.get(i)));
          }
          HeadVerifier.Report report = new HeadVerifier(storage).verify(heads);
          report
              .installation()
              .ifPresent(
                  found -> out().println(AuditWords.of("the log of kept heads", "head", found)));
          report
              .workspaces()
              .forEach(
                  (workspace, found) ->
                      out().println(AuditWords.of("workspace " + workspace, "entry", found)));
          if (report.installation().isEmpty() && report.workspaces().isEmpty()) {
            out().println("no workspace is covered by what was given");
          }
          return report.intact() ? 0 : CHANGED;
        });
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > 10_000) {
        throw notAHead(file, new IOException("too large"));
      }
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw notAHead(file, e);
    }
  }

  private static SignedHead parsed(Storage storage, Path file, String text) {
    try {
      return SignedHead.parse(text, storage.auditKey().verifying());
    } catch (IllegalArgumentException e) {
      throw notAHead(file, e);
    }
  }

  private static StorageException notAHead(Path file, Exception cause) {
    return StorageException.fatal(
        file
            + " is not a tree head that this installation signed, or was changed. Give the text of"
            + " /status/audit-head.txt, of `audit head`, or of a page of /api/v1/audit/heads",
        cause);
  }

  @Command(
      description = {
        "Signs and keeps the head of every log that has grown, and prints the installation's newest",
        "head: keep it elsewhere. With --workspace prints that workspace's newest kept head."
      },
      mixinStandardHelpOptions = true)
  int head(@Option(names = "--workspace", paramLabel = "<id>") Optional<String> workspace) {
    return with(
        storage -> {
          HeadLog heads = new HeadLog(storage);
          int kept = heads.keep();
          Optional<SignedHead> newest =
              workspace.isEmpty()
                  ? heads.newest()
                  : storage
                      .inWorkspace(workspace(storage, workspace.get()), heads::newest)
                      .map(HeadLog.Kept::head);
          if (newest.isEmpty()) {
            throw StorageException.fatal(
                "nothing was ever written to the audit log, so it has no head");
          }
          out().print(newest.get().text());
          spec.commandLine().getErr().println("signed now: " + kept);
          return 0;
        });
  }

  @Command(
      description = {
        "Prints a workspace's entries with their details opened, oldest first, one JSON object a",
        "line; with --heads its kept heads instead. Exporting entries is itself audited."
      },
      mixinStandardHelpOptions = true)
  int export(
      @Option(names = "--workspace", paramLabel = "<id>", required = true) String workspace,
      @Option(names = "--heads") boolean keptHeads) {
    return with(
        storage -> {
          WorkspaceId id = workspace(storage, workspace);
          if (keptHeads) {
            heads(storage, id);
          } else {
            entries(storage, id);
          }
          return 0;
        });
  }

  private void heads(Storage storage, WorkspaceId id) {
    HeadLog heads = new HeadLog(storage);
    long before = Long.MAX_VALUE;
    while (true) {
      long from = before;
      var page = storage.inWorkspace(id, tx -> heads.page(tx, from, 100));
      page.items().forEach(kept -> out().println(kept.head().text()));
      if (page.nextCursor().isEmpty()) {
        return;
      }
      before = Long.parseLong(page.nextCursor().get());
    }
  }

  private void entries(Storage storage, WorkspaceId id) {
    AuditLog log = new AuditLog();
    AuditEntry exported =
        storage.inWorkspace(
            id,
            tx ->
                log.append(
                    tx,
                    Optional.empty(),
                    AuditAction.AUDIT_EXPORTED,
                    Optional.empty(),
                    AuditDetail.of(AuditDetail.Field.METHOD, "command")));
    for (long after = 0; after < exported.number(); ) {
      long from = after;
      List<AuditEntry> entries = storage.inWorkspace(id, tx -> log.after(tx, from, ENTRIES_A_READ));
      entries.forEach(entry -> out().println(line(entry)));
      after = entries.getLast().number();
    }
  }

  private static String line(AuditEntry entry) {
    JsonObject detail = new JsonObject();
    entry.detail().values().forEach(detail::put);
    return new JsonObject()
        .put("number", entry.number())
        .put("at", entry.at().toString())
        .put("actor_id", entry.actorId().map(UUID::toString).orElse(null))
        .put("action", entry.action())
        .put("subject_id", entry.subjectId().map(UUID::toString).orElse(null))
        .put("detail", detail)
        .encode();
  }

  private static WorkspaceId workspace(Storage storage, String id) {
    return storage.workspaces().stream()
        .filter(known -> known.toString().equals(id))
        .findFirst()
        .orElseThrow(() -> StorageException.fatal("there is no workspace " + id));
  }
}
