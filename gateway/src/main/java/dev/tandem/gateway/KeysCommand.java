package dev.tandem.gateway;

import dev.tandem.storage.Keychain;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.RootKeySource;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tandem keys`: what an operator does with the keys, beside a gateway that is at work or without
/// one. It uses the same settings as the gateway, and the gateway's own database server while that
/// runs.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Lists, turns, proves and destroys keys. Uses the settings of the gateway, which may be",
      "at work meanwhile."
    })
final class KeysCommand implements Callable<Integer> {
  /// A key does not open, or a record does not.
  private static final int BROKEN = StartFailure.Cause.DATA.exitCode();

  /// Records of each column that are looked at unless all are.
  private static final int NEWEST = 100;

  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  KeysCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: list, make, rotate, verify or destroy.");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /// Opens the storage for `work` and closes it.
  private int with(Function<Storage, Integer> work) {
    try {
      return StorageWork.beside("keys", environment, work);
    } finally {
      out().flush();
    }
  }

  private static List<WorkspaceId> chosen(Storage storage, Optional<String> workspace) {
    return workspace.map(id -> List.of(workspace(storage, id))).orElseGet(storage::workspaces);
  }

  private static WorkspaceId workspace(Storage storage, String id) {
    return storage.workspaces().stream()
        .filter(known -> known.toString().equals(id))
        .findFirst()
        .orElseThrow(
            () -> StorageException.fatal("there is no workspace " + id + ", or its keys are gone"));
  }

  @Command(description = "Lists since when each key is in use.", mixinStandardHelpOptions = true)
  int list(@Option(names = "--workspace", paramLabel = "<id>") Optional<String> workspace) {
    return with(
        storage -> {
          KeyTable table = new KeyTable(out());
          table.roots(storage.keychain().rootKeys());
          for (WorkspaceId id : chosen(storage, workspace)) {
            table.workspace(id.toString(), storage.keychain().ages(id));
          }
          return 0;
        });
  }

  @Command(
      description = {
        "Makes a root key in a place that has none yet: a file, or a key on a token.",
        "Name it in TANDEM_ROOT_KEY_ALSO of every gateway before you rotate to it."
      },
      mixinStandardHelpOptions = true)
  int make(@Parameters(paramLabel = "<place>", description = RootKeySource.SHAPE) String place) {
    String name = Keychain.makeRootKey(RootKeySource.parse(place));
    out().println("The root key " + name + " is there and opens what it wraps. Back it up.");
    out().flush();
    return 0;
  }

  @Command(
      description = {
        "Turns keys while they are used.",
        "root       wraps everything by the root key in --to",
        "workspace  gives workspaces new keys",
        "data       gives workspaces new data keys; --reseal seals what is stored anew"
      },
      mixinStandardHelpOptions = true)
  int rotate(
      @Parameters(paramLabel = "root|workspace|data") Kind kind,
      @Option(names = "--to", paramLabel = "<place>") Optional<String> to,
      @Option(names = "--workspace", paramLabel = "<id>") Optional<String> workspace,
      @Option(names = "--reseal") boolean reseal) {
    if (to.isPresent() != (kind == Kind.root) || (reseal && kind != Kind.data)) {
      throw new ParameterException(
          spec.commandLine(), "--to belongs to root, and --reseal to data.");
    }
    return with(
        storage -> {
          if (kind == Kind.root) {
            int done = storage.keychain().rotateRootKey(RootKeySource.parse(to.orElseThrow()));
            out().println("Wrapped " + done + " workspaces' keys by the new root key.");
            out().println("Set TANDEM_ROOT_KEY to it now, in every gateway.");
            out().flush();
            int told = storage.keychain().tellAuditLogs();
            out().println("Told " + told + " workspaces' audit logs.");
            return 0;
          }
          for (WorkspaceId id : chosen(storage, workspace)) {
            turn(storage.keychain(), id, kind, reseal);
          }
          return 0;
        });
  }

  private void turn(Keychain keys, WorkspaceId id, Kind kind, boolean reseal) {
    if (kind == Kind.workspace) {
      keys.turnWorkspaceKey(id);
      out().println(id + ": new workspace key");
      return;
    }
    keys.turnDataKeys(id);
    String rows = reseal ? ", " + keys.reseal(id) + " rows sealed anew" : "";
    out().println(id + ": new data keys" + rows);
  }

  @Command(
      description =
          "Opens every key by the root key, and records with them; exit code 65 if one fails.",
      mixinStandardHelpOptions = true)
  int verify(
      @Option(names = "--workspace", paramLabel = "<id>") Optional<String> workspace,
      @Option(names = "--all", description = "every record, not the newest 100 of a column")
          boolean all) {
    return with(
        storage -> {
          long broken = 0;
          for (WorkspaceId id : chosen(storage, workspace)) {
            broken +=
                new KeyTable(out())
                    .proof(
                        id.toString(),
                        storage
                            .keychain()
                            .verify(id, all ? OptionalInt.empty() : OptionalInt.of(NEWEST)));
          }
          return broken == 0 ? 0 : BROKEN;
        });
  }

  @Command(
      description = {
        "Destroys keys for ever. With a number, one old data key that nothing needs any more;",
        "without, all keys of the workspace: nobody can read it again, here or in a backup.",
        "--yes must repeat the workspace's id."
      },
      mixinStandardHelpOptions = true)
  int destroy(
      @Parameters(index = "0", paramLabel = "<workspace>") String workspace,
      @Parameters(index = "1", paramLabel = "<data key>", arity = "0..1") Optional<Integer> number,
      @Option(names = "--yes", paramLabel = "<workspace>", required = true) String yes) {
    if (!yes.equals(workspace)) {
      throw new ParameterException(
          spec.commandLine(), "--yes does not repeat the workspace's id; nothing was destroyed.");
    }
    return with(
        storage -> {
          WorkspaceId id = workspace(storage, workspace);
          if (number.isPresent()) {
            storage.keychain().destroyDataKey(id, number.get());
            out().println(id + ": data key " + number.get() + " is destroyed");
          } else {
            storage.keychain().shred(id);
            out().println(id + ": all keys are destroyed");
          }
          return 0;
        });
  }

  /// What is turned. Written as an operator types it.
  enum Kind {
    root,
    workspace,
    data
  }
}
