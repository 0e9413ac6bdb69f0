package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: whatever text comes, the parser gives a frame or says that it is none. Method: valid
/// frames with characters turned, cut and doubled by a seed, which is printed.
final class FramesAreFuzzedTest {
  private static final String ID = "01890000-0000-7000-8000-000000000001";
  private static final List<String> SEEDS =
      List.of(
          "{\"type\":\"hello\",\"resume\":{\"session\":\"ab\",\"seq\":41}}",
          "{\"type\":\"ack\",\"seq\":9223372036854775807}",
          "{\"type\":\"beat\"}",
          command("call.start", "\"to_member_id\":\"" + ID + "\",\"sdp\":\"v=0\""),
          command(
              "call.candidate",
              "\"call_id\":\""
                  + ID
                  + "\",\"candidate\":{\"candidate\":\"c\",\"sdp_mid\":\"0\",\"sdp_m_line_index\":0}"),
          command("call.dtmf", "\"call_id\":\"" + ID + "\",\"digit\":\"#\""),
          command("call.mute", "\"call_id\":\"" + ID + "\",\"muted\":true"));

  private static String command(String name, String data) {
    return "{\"type\":\"command\",\"id\":\"c1\",\"command\":\""
        + name
        + "\",\"data\":{"
        + data
        + "}}";
  }

  @Test
  void everyTextIsAFrameOrRefused() {
    long seed = new Random().nextLong();
    System.out.println("frame fuzz: seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 100_000; round++) {
      String text = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
      try {
        assertNotNull(FrameParser.parse(text));
      } catch (MalformedFrame refused) {
        assertNotNull(refused.advice());
      } catch (RuntimeException escaped) {
        throw new AssertionError("seed " + seed + " escaped with: " + text, escaped);
      }
    }
  }

  private static String mutated(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int turn = random.nextInt(4); turn >= 0 && !out.isEmpty(); turn--) {
      int at = random.nextInt(out.length());
      switch (random.nextInt(5)) {
        case 0 -> out.setCharAt(at, (char) random.nextInt(0x10000));
        case 1 -> out.setCharAt(at, "{}[]\":,0-9etn\\".charAt(random.nextInt(14)));
        case 2 -> out.delete(at, Math.min(out.length(), at + 1 + random.nextInt(9)));
        case 3 -> out.insert(at, out.substring(at, Math.min(out.length(), at + 9)));
        default -> out.setLength(at);
      }
    }
    return out.toString();
  }
}
