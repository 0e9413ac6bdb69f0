package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Candidate;
import dev.tandem.gateway.call.RelayUse;
import dev.tandem.gateway.edge.realtime.ClientFrame.Misput;
import dev.tandem.gateway.edge.realtime.ClientFrame.Ordered;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.Serial;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns the text of a frame into what the client said. Fields that are not known are ignored, so
/// that a newer page can talk to an older gateway.
final class FrameParser {
  private static final int ID_CHARS = 64;

  private FrameParser() {}

  static ClientFrame parse(String text) throws MalformedFrame {
    JsonObject frame = object(text);
    String type = frame.getValue("type") instanceof String word ? word : "";
    return switch (type) {
      case "hello" -> new ClientFrame.Hello(resume(frame.getValue("resume")));
      case "ack" -> new ClientFrame.Ack(number(frame.getValue("seq")));
      case "beat" -> new ClientFrame.Beat();
      case "command" -> ordered(frame);
      default -> throw new MalformedFrame("type is one of hello, ack, beat and command");
    };
  }

  private static JsonObject object(String text) throws MalformedFrame {
    try {
      return new JsonObject(text);
    } catch (DecodeException | ClassCastException malformed) {
      throw new MalformedFrame("a frame is one JSON object");
    }
  }

  private static Optional<ClientFrame.Resume> resume(@Nullable Object value) throws MalformedFrame {
    return switch (value) {
      case null -> Optional.empty();
      case JsonObject resume when resume.getValue("session") instanceof String session ->
          Optional.of(new ClientFrame.Resume(session, number(resume.getValue("seq"))));
      default -> throw new MalformedFrame("resume is null or {session, seq}");
    };
  }

  private static long number(@Nullable Object value) throws MalformedFrame {
    return switch (value) {
      case Integer small when small >= 0 -> small;
      case Long large when large >= 0 -> large;
      case null, default -> throw new MalformedFrame("seq is a whole number from 0");
    };
  }

  private static ClientFrame ordered(JsonObject frame) throws MalformedFrame {
    if (!(frame.getValue("id") instanceof String id) || id.isEmpty() || id.length() > ID_CHARS) {
      throw new MalformedFrame("id is a text of 1 to " + ID_CHARS + " characters");
    }
    if (!(frame.getValue("command") instanceof String name)) {
      return new Misput(id, "command", "Name a command.");
    }
    if (!(frame.getValue("data") instanceof JsonObject data)) {
      return new Misput(id, "data", "Send an object.");
    }
    try {
      return new Ordered(id, command(name, data));
    } catch (WrongField wrong) {
      return new Misput(id, wrong.field, wrong.advice);
    }
  }

  private static ClientCommand command(String name, JsonObject data) throws WrongField {
    return switch (name) {
      case "call.start" ->
          new ClientCommand.CallStart(
              uuid(data, "to_member_id"), text(data, "sdp"), flag(data, "voicemail_only", false));
      case "call.answer" -> new ClientCommand.CallAnswer(call(data), text(data, "sdp"));
      case "call.decline" -> new ClientCommand.CallDecline(call(data));
      case "call.hangup" -> new ClientCommand.CallHangUp(call(data));
      case "call.candidate" -> new ClientCommand.CallCandidate(call(data), candidate(data));
      case "call.connected" ->
          new ClientCommand.CallConnected(call(data), flag(data, "relayed", false), own(data));
      case "call.mute" -> new ClientCommand.CallMute(call(data), flag(data, "muted"));
      case "call.dtmf" -> new ClientCommand.CallDtmf(call(data), digit(data));
      case "call.offer" -> new ClientCommand.CallOffer(call(data), text(data, "sdp"));
      case "call.reanswer" -> new ClientCommand.CallReanswer(call(data), text(data, "sdp"));
      case "look" ->
          new ClientCommand.Look(
              data.getValue("conversation_id") == null
                  ? Optional.empty()
                  : Optional.of(uuid(data, "conversation_id")),
              flag(data, "typing", false));
      default -> throw new WrongField("command", "This gateway has no such command.");
    };
  }

  private static UUID call(JsonObject data) throws WrongField {
    return uuid(data, "call_id");
  }

  private static UUID uuid(JsonObject data, String field) throws WrongField {
    String text = text(data, field);
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException malformed) {
      // told below, like an id in another notation
    }
    throw new WrongField("data." + field, "Send an id as it was given out.");
  }

  private static String text(JsonObject data, String field) throws WrongField {
    if (data.getValue(field) instanceof String text) {
      return text;
    }
    throw new WrongField("data." + field, "Send a text.");
  }

  private static boolean flag(JsonObject data, String field) throws WrongField {
    if (data.getValue(field) instanceof Boolean flag) {
      return flag;
    }
    throw new WrongField("data." + field, "Send true or false.");
  }

  private static boolean flag(JsonObject data, String field, boolean absent) throws WrongField {
    return data.getValue(field) == null ? absent : flag(data, field);
  }

  /// What a device says of its own way: absent in what older pages send.
  private static Optional<RelayUse> own(JsonObject data) throws WrongField {
    return switch (data.getValue("own")) {
      case null -> Optional.empty();
      case JsonObject own ->
          Optional.of(
              new RelayUse(
                  flag(own, "relayed"),
                  switch (own.getValue("bytes")) {
                    case null -> 0;
                    case Integer bytes when bytes >= 0 -> bytes;
                    case Long bytes when bytes >= 0 -> bytes;
                    default ->
                        throw new WrongField("data.own.bytes", "Send a whole number from 0.");
                  }));
      default -> throw new WrongField("data.own", "Send an object or null.");
    };
  }

  private static char digit(JsonObject data) throws WrongField {
    String text = text(data, "digit");
    if (text.length() != 1) {
      throw new WrongField("data.digit", "Send one of 0-9, *, # and A-D.");
    }
    return text.charAt(0);
  }

  /// A null candidate says that there are no more (RFC 8838 section 8.2).
  private static Candidate candidate(JsonObject data) throws WrongField {
    return switch (data.getValue("candidate")) {
      case null -> new Candidate("", "", 0);
      case JsonObject json ->
          new Candidate(text(json, "candidate"), optionalText(json, "sdp_mid"), index(json));
      default -> throw new WrongField("data.candidate", "Send an object or null.");
    };
  }

  private static String optionalText(JsonObject data, String field) throws WrongField {
    return data.getValue(field) == null ? "" : text(data, field);
  }

  private static int index(JsonObject json) throws WrongField {
    return switch (json.getValue("sdp_m_line_index")) {
      case null -> 0;
      case Integer index when index >= 0 -> index;
      default ->
          throw new WrongField(
              "data.candidate.sdp_m_line_index", "Send a whole number from 0, or null.");
    };
  }

  private static final class WrongField extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    final String field;
    final String advice;

    WrongField(String field, String advice) {
      super(field, null, false, false);
      this.field = field;
      this.advice = advice;
    }
  }
}
