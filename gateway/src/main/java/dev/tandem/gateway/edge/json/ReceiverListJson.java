package dev.tandem.gateway.edge.json;

import dev.tandem.gateway.contact.ReceiverFile;
import dev.tandem.storage.broadcast.ReceiverList;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Lists of receivers as JSON, and what a file of them has.
public final class ReceiverListJson {
  /// Lines without a number that are told.
  private static final int WRONG_TOLD = 100;

  private ReceiverListJson() {}

  /// Without who is on it.
  public static JsonObject of(ReceiverList list) {
    return new JsonObject()
        .put("id", list.id().toString())
        .put("name", list.name().value())
        .put("receivers", list.receivers())
        .put("changed_by", list.changedBy().toString())
        .put("changed_at", Words.time(list.changedAt()));
  }

  public static JsonObject of(ReceiverList list, List<String> numbers) {
    return of(list).put("numbers", new JsonArray(numbers));
  }

  /// What a file has.
  public static JsonObject read(ReceiverFile file) {
    return new JsonObject()
        .put("columns", new JsonArray(file.headings()))
        .put("column", file.column())
        .put("numbers", new JsonArray(file.numbers()))
        .put("named_twice", file.twice())
        .put("wrong_lines", file.wrong().size())
        .put(
            "wrong",
            new JsonArray(
                file.wrong().stream()
                    .limit(WRONG_TOLD)
                    .map(
                        it ->
                            new JsonObject()
                                .put("line", it.line())
                                .put("reason", it.empty() ? "empty" : "no_number"))
                    .toList()));
  }
}
