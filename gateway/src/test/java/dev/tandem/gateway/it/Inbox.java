package dev.tandem.gateway.it;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Every conversation of the demo's first member, read by the API to its end.
final class Inbox {
  private static final Set<String> ON_THE_WAY = Set.of("queued", "sending", "unconfirmed");
  private static final Set<String> AT_THE_CARRIER = Set.of("sent", "delivered");

  /// One conversation's texts, oldest first.
  record Texts(List<String> in, List<String> out) {
    static final Texts NONE = new Texts(List.of(), List.of());
  }

  private final Demo demo;
  private final Set<String> done = new HashSet<>();
  private final Map<String, Integer> unsettled = new TreeMap<>();

  Inbox(Demo demo) {
    this.demo = demo;
  }

  /// Whether every text out has ended at the carrier; conversations in which all have are not read
  /// again.
  boolean allSettled() throws Exception {
    unsettled.clear();
    for (JsonObject conversation : all("/api/v1/conversations")) {
      String id = conversation.getString("id");
      if (!done.contains(id) && settled(id)) {
        done.add(id);
      }
    }
    return unsettled.isEmpty();
  }

  private boolean settled(String conversation) throws Exception {
    boolean all = true;
    for (JsonObject message : messages(conversation)) {
      String state = message.getString("state");
      if (ON_THE_WAY.contains(state)) {
        unsettled.merge(state, 1, Integer::sum);
        all = false;
      }
    }
    return all;
  }

  /// How many texts are in which state still.
  Map<String, Integer> unsettled() {
    return unsettled;
  }

  /// All texts by the number of the person; none may have failed.
  Map<String, Texts> read() throws Exception {
    Map<String, Texts> all = new HashMap<>();
    for (JsonObject conversation : all("/api/v1/conversations")) {
      Texts texts = new Texts(new ArrayList<>(), new ArrayList<>());
      for (JsonObject message : messages(conversation.getString("id")).reversed()) {
        boolean in = "inbound".equals(message.getString("direction"));
        if (!in && !AT_THE_CARRIER.contains(message.getString("state"))) {
          throw new AssertionError("not at the carrier: " + message.encode());
        }
        (in ? texts.in() : texts.out()).add(message.getString("text"));
      }
      all.put(conversation.getJsonArray("participants").getString(0), texts);
    }
    return all;
  }

  private List<JsonObject> messages(String conversation) throws Exception {
    return all("/api/v1/conversations/" + conversation + "/messages");
  }

  private List<JsonObject> all(String path) throws Exception {
    List<JsonObject> all = new ArrayList<>();
    String cursor = "";
    do {
      String query = (path.contains("?") ? "&" : "?") + "limit=100" + cursor;
      HttpResponse<String> answer = demo.get(path + query, demo.apiKey(0));
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + " answered " + answer.statusCode());
      }
      JsonObject page = new JsonObject(answer.body());
      page.getJsonArray("data").forEach(one -> all.add((JsonObject) one));
      String next = page.getString("next_cursor");
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return all;
  }
}
