package dev.tandem.storage.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.KeyAge.DataKeyAge;
import dev.tandem.storage.seal.SealBroken;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: the four classes have keys of their own: what one sealed no other opens, and with one
/// destroyed the other three read on. Method: one record a class; its key number is turned into
/// another class's; then one class's key row is taken away, behind the back of all checks.
@ExtendWith(SharedStorage.class)
final class ClassOpensItsOwnOnlyTest {
  private static final byte[] PLAIN = "kept".getBytes(UTF_8);

  private final Storage storage;
  private final WorkspaceId workspace;
  private final UUID row = Ids.next();
  private final Map<KeyClass, byte[]> sealed = new EnumMap<>(KeyClass.class);

  ClassOpensItsOwnOnlyTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Acme");
    for (KeyClass keys : KeyClass.values()) {
      sealed.put(keys, storage.inWorkspace(workspace, tx -> tx.vault().seal(in(keys), row, PLAIN)));
    }
  }

  private static SealedColumn in(KeyClass keys) {
    return new SealedColumn("record", "content", keys);
  }

  private byte[] open(byte[] value) {
    return storage.inWorkspace(workspace, tx -> tx.vault().open(in(KeyClass.BILLING), row, value));
  }

  private byte[] of(KeyClass keys) {
    return sealed.getOrDefault(keys, PLAIN);
  }

  @Test
  void another_class_s_key_does_not_open_it() {
    for (KeyClass mine : KeyClass.values()) {
      assertArrayEquals(PLAIN, open(of(mine)));
      for (KeyClass other : KeyClass.values()) {
        if (other != mine) {
          byte[] asked = of(mine).clone();
          System.arraycopy(of(other), 1, asked, 1, Integer.BYTES);
          assertThrows(SealBroken.class, () -> open(asked), mine + " by " + other);
        }
      }
    }
    assertEquals(
        KeyClass.values().length,
        storage.keychain().ages(workspace).stream()
            .filter(DataKeyAge.class::isInstance)
            .map(age -> ((DataKeyAge) age).keyClass())
            .distinct()
            .count());
  }

  @Test
  void without_one_class_s_key_the_other_three_read_on() {
    for (KeyClass lost : KeyClass.values()) {
      ClassOpensItsOwnOnlyTest house = new ClassOpensItsOwnOnlyTest(storage);
      house.lose(lost);
      for (KeyClass keys : KeyClass.values()) {
        if (keys == lost) {
          assertThrows(SealBroken.class, () -> house.open(house.of(keys)));
        } else {
          assertArrayEquals(PLAIN, house.open(house.of(keys)), keys + " without " + lost);
        }
      }
    }
  }

  /// Turning makes this gateway read the keys anew, without the lost one.
  private void lose(KeyClass keys) {
    storage.outsideWorkspaces(
        sql ->
            sql.change(
                "DELETE FROM keys.data_key WHERE workspace_id = $1 AND class = $2",
                workspace.value(),
                keys));
    storage.keychain().turnDataKeys(workspace);
  }
}
