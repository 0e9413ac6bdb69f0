package dev.tandem.messaging.receive;

import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.LineEvent.PartReceived;
import dev.tandem.messaging.carrier.LineListener.Heard;
import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.InboundPart;
import dev.tandem.storage.message.InboundParts;
import dev.tandem.storage.message.InboundParts.Piece;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Stores texts that come in pieces and without ids of their own, each once: a piece is committed
/// before it is acknowledged, with the last one the text is whole, and a repeat is known by what it
/// says.
final class TextParts {
  /// So long a carrier may bring a piece again, and pieces may wait for the others.
  static final Duration PATIENCE = Duration.ofHours(1);

  /// Stands where a piece never came.
  static final String GAP = " […] ";

  private final Storage storage;
  private final InboundTexts texts;
  private final InboundParts parts = new InboundParts();

  TextParts(Storage storage, InboundTexts texts) {
    this.storage = storage;
    this.texts = texts;
  }

  /// The piece is committed when this returns, and the text with it if it was the last.
  Heard store(WorkspaceId workspace, UUID account, PartReceived event) {
    Optional<PhoneNumberRecord> number = texts.number(workspace, account, event.to());
    if (number.isEmpty()) {
      return new Heard.NotOurs();
    }
    InboundPart part =
        new InboundPart(
            account,
            event.session(),
            Personal.of(event.from().address()),
            Personal.of(event.to().e164()),
            event.reference(),
            event.total(),
            event.place(),
            Personal.of(event.text()));
    return new Heard.Kept(storage.inWorkspace(workspace, tx -> keep(tx, number.get().id(), part)));
  }

  private UUID keep(Tenant tx, UUID numberId, InboundPart part) {
    parts.hold(tx, part);
    Optional<UUID> known = parts.repeated(tx, part, tx.now().minus(PATIENCE));
    if (known.isPresent()) {
      return known.get();
    }
    UUID id = parts.add(tx, part);
    Map<Integer, Piece> there = byPlace(parts.waiting(tx, part));
    if (there.size() == part.total()) {
      join(tx, numberId, there, part.total());
    }
    return id;
  }

  /// Ends the wait for pieces that did not come: what is there becomes a text, its gaps shown.
  /// Forgets what no carrier will bring again.
  void tidy(WorkspaceId workspace, UUID account) {
    Instant before = storage.now().minus(PATIENCE);
    List<Piece> overdue =
        storage.inWorkspace(
            workspace,
            tx -> {
              parts.sweep(tx, before);
              return parts.overdue(tx, account, before);
            });
    for (Piece piece : overdue) {
      PhoneNumber to = new PhoneNumber(piece.part().to().value());
      Optional<PhoneNumberRecord> number = texts.number(workspace, account, to);
      number.ifPresent(
          ours ->
              storage.inWorkspace(
                  workspace,
                  tx -> {
                    parts.hold(tx, piece.part());
                    Map<Integer, Piece> there = byPlace(parts.waiting(tx, piece.part()));
                    if (!there.isEmpty()) {
                      join(tx, ours.id(), there, piece.part().total());
                    }
                    return there.size();
                  }));
    }
  }

  /// The carrier has read that we have these.
  void acknowledged(WorkspaceId workspace, List<UUID> ids) {
    storage.inWorkspace(
        workspace,
        tx -> {
          parts.acknowledged(tx, ids);
          return ids.size();
        });
  }

  /// Of a place that was filled twice the first counts; the other waits for a text of its own.
  private static Map<Integer, Piece> byPlace(List<Piece> pieces) {
    Map<Integer, Piece> byPlace = new TreeMap<>();
    pieces.forEach(piece -> byPlace.putIfAbsent(piece.part().place(), piece));
    return byPlace;
  }

  private void join(Tenant tx, UUID numberId, Map<Integer, Piece> there, int total) {
    StringBuilder words = new StringBuilder();
    for (int place = 1; place <= total; place++) {
      Piece piece = there.get(place);
      words.append(piece == null ? GAP : piece.part().text().value());
    }
    Piece first = there.values().iterator().next();
    MessageReceived text =
        new MessageReceived(
            first.id().toString(),
            Party.parse(first.part().from().value())
                .orElseThrow(() -> new AssertionError("who it is from was read before")),
            new PhoneNumber(first.part().to().value()),
            words.toString(),
            List.of());
    UUID message = texts.store(tx, numberId, first.part().carrierAccountId(), text).message().id();
    parts.whole(tx, there.values().stream().map(Piece::id).toList(), message);
  }
}
