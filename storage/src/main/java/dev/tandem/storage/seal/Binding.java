package dev.tandem.storage.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.UUID;

/// What a sealed value belongs to: one column of one row of one workspace. It travels as associated
/// data, so a sealed value that was copied to another row, column or workspace does not open.
///
/// ```
///  0        1                17     18+t           19+t+c          35+t+c
/// +---------+----------------+------+-------+------+-------+--------+
/// | format  | workspace      | t    | table | c    | column| row id |
/// +---------+----------------+------+-------+------+-------+--------+
/// ```
///
/// Lengths precede the names, so that no two bindings have the same bytes.
public record Binding(UUID workspace, String table, String column, UUID row) {
  static final byte FORMAT = 1;

  public Binding {
    if (table.isEmpty() || table.length() > 63 || column.isEmpty() || column.length() > 63) {
      throw new IllegalArgumentException("table and column are database names of 1 to 63 letters");
    }
  }

  byte[] bytes() {
    byte[] tableName = table.getBytes(US_ASCII);
    byte[] columnName = column.getBytes(US_ASCII);
    ByteBuffer out =
        ByteBuffer.allocate(1 + 16 + 1 + tableName.length + 1 + columnName.length + 16);
    out.put(FORMAT);
    put(out, workspace);
    out.put((byte) tableName.length).put(tableName);
    out.put((byte) columnName.length).put(columnName);
    put(out, row);
    return out.array();
  }

  private static void put(ByteBuffer out, UUID id) {
    out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }
}
