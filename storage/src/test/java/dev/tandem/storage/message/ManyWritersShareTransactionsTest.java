package dev.tandem.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Change;
import dev.tandem.storage.Changes;
import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.message.KnownThreads.ThreadKey;
import dev.tandem.storage.seal.Personal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: messages that share a transaction keep every promise of those that have one each: numbers
/// without gaps, each once, changes in the order of the numbers; and one that cannot be stored
/// harms no other. Method: a real database, many virtual threads.
@ExtendWith(SharedStorage.class)
final class ManyWritersShareTransactionsTest {
  private static final int WRITERS = 24;
  private static final int EACH = 10;

  private final TextFixture texts;
  private final MessageIntake intake;
  private final List<UUID> conversations;

  ManyWritersShareTransactionsTest(Storage storage) {
    texts = new TextFixture(storage);
    intake = new MessageIntake(storage);
    conversations =
        Stream.of("+12025550150", "+12025550151", "+12025550152")
            .map(
                number ->
                    storage.inWorkspace(
                        texts.workspace,
                        tx -> texts.conversations.findOrCreate(tx, texts.number, List.of(number))))
            .toList();
  }

  private NewMessage inbound(UUID conversation, String text, Optional<String> providerId) {
    return new NewMessage(
        Ids.next(),
        conversation,
        Direction.IN,
        Personal.of(TextFixture.THEIRS),
        Personal.of(List.of(TextFixture.OURS)),
        Personal.of(text),
        MessageState.RECEIVED,
        1,
        Encoding.GSM7,
        Optional.empty(),
        Optional.of(texts.account),
        providerId);
  }

  private List<Message> of(UUID conversation) {
    return texts.storage.inWorkspace(
        texts.workspace,
        tx -> texts.messages.page(tx, conversation, Long.MAX_VALUE, 100).items().reversed());
  }

  @Test
  void numbers_texts_and_changes_are_in_order() throws Exception {
    List<UUID> told = Collections.synchronizedList(new ArrayList<>());
    try (Changes.Subscription _ =
        texts
            .storage
            .changes()
            .subscribe(
                change -> {
                  if (change instanceof Change.MessageAdded added) {
                    told.add(added.messageId());
                  }
                })) {
      write();
      for (UUID conversation : conversations) {
        List<Message> stored = of(conversation);
        assertEquals(
            LongStream.rangeClosed(1, stored.size()).boxed().toList(),
            stored.stream().map(Message::seq).toList());
        List<UUID> ids = stored.stream().map(Message::id).toList();
        texts.storage.inWorkspace(
            texts.workspace,
            tx -> {
              assertEquals(
                  ids.size(),
                  texts.conversations.find(tx, texts.member, conversation).orElseThrow().unread());
              return tx;
            });
        while (told.stream().filter(ids::contains).count() < ids.size()) {
          Thread.onSpinWait();
        }
        assertEquals(ids, told.stream().filter(ids::contains).toList());
      }
    }
    assertEquals(WRITERS * EACH, conversations.stream().mapToInt(it -> of(it).size()).sum());
    assertEquals(1, found("writer 23 text 9"));
  }

  private void write() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        writers.add(threads.submit(() -> write(number)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  private void write(int writer) {
    for (int i = 0; i < EACH; i++) {
      UUID conversation = conversations.get((writer + i) % conversations.size());
      String text = "writer " + writer + " text " + i;
      Messages.Appended appended =
          intake.append(texts.workspace, inbound(conversation, text, Optional.empty()));
      assertTrue(appended.added());
      assertEquals(text, appended.message().text().value());
    }
  }

  private int found(String query) {
    return texts.storage.inWorkspace(
        texts.workspace,
        tx -> texts.messages.search(tx, query, Optional.empty(), 50).items().size());
  }

  @Test
  void a_repeat_is_known_and_a_stranger_fails_alone() throws Exception {
    List<Future<Messages.Appended>> repeats = new ArrayList<>();
    List<Future<Messages.Appended>> others = new ArrayList<>();
    List<Future<Messages.Appended>> strangers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        UUID conversation = conversations.get(i % conversations.size());
        repeats.add(
            threads.submit(
                () ->
                    intake.append(
                        texts.workspace,
                        inbound(conversations.getFirst(), "again", Optional.of("SM7")))));
        others.add(
            threads.submit(
                () ->
                    intake.append(
                        texts.workspace, inbound(conversation, "other", Optional.empty()))));
        strangers.add(
            threads.submit(
                () ->
                    intake.append(
                        texts.workspace, inbound(Ids.next(), "nowhere", Optional.empty()))));
      }
    }
    assertEquals(1, repeats.stream().filter(it -> it.resultNow().added()).count());
    assertEquals(1, repeats.stream().map(it -> it.resultNow().message().id()).distinct().count());
    assertTrue(others.stream().allMatch(it -> it.resultNow().added()));
    strangers.forEach(
        it -> assertEquals(IllegalArgumentException.class, it.exceptionNow().getClass()));
    assertEquals(9, conversations.stream().mapToInt(it -> of(it).size()).sum());
  }

  @Test
  void nothing_is_kept_of_a_workspace_in_which_nobody_writes() throws Exception {
    for (int again = 0; again < 3; again++) {
      write();
      while (intake.lines() > 0) {
        Thread.onSpinWait();
      }
    }
    assertEquals(3 * WRITERS * EACH, conversations.stream().mapToInt(this::length).sum());
  }

  private int length(UUID conversation) {
    return texts.storage.inWorkspace(
        texts.workspace,
        tx ->
            texts.messages.page(tx, conversation, Long.MAX_VALUE, 1).items().stream()
                .mapToInt(message -> (int) message.seq())
                .sum());
  }

  @Test
  void conversations_in_mind_are_bounded() {
    KnownThreads threads = new KnownThreads(3);
    for (int number = 1; number <= 10; number++) {
      ThreadKey key = key(number);
      threads.learn(Map.of(key, new UUID(0, number)));
      Map<ThreadKey, UUID> found = new HashMap<>();
      IntStream.rangeClosed(1, number).forEach(it -> threads.find(key(it), found));
      assertEquals(new UUID(0, number), found.get(key));
      assertTrue(found.size() <= 3);
    }
    threads.learn(Map.of(key(1), new UUID(0, 1)));
    threads.forget(List.of(key(1)));
    Map<ThreadKey, UUID> found = new HashMap<>();
    threads.find(key(1), found);
    assertTrue(found.isEmpty());
  }

  private ThreadKey key(int number) {
    return new ThreadKey(
        texts.workspace, texts.number, ByteBuffer.allocate(4).putInt(number).flip());
  }

  @Test
  void a_batch_is_all_or_nothing() {
    UUID conversation = conversations.getFirst();
    NewMessage good = inbound(conversation, "good", Optional.empty());
    NewMessage stranger = inbound(Ids.next(), "nowhere", Optional.empty());
    assertThrows(
        StorageException.class,
        () ->
            texts.storage.inWorkspace(
                texts.workspace, tx -> texts.messages.appendAll(tx, List.of(good, stranger))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            texts.storage.inWorkspace(
                texts.workspace, tx -> texts.messages.appendAll(tx, List.of())));
    assertTrue(of(conversation).isEmpty());
    assertFalse(found("good") > 0);
  }
}
