package dev.tandem.messaging.consent;

import dev.tandem.messaging.consent.PhraseIndex.Said;
import dev.tandem.messaging.consent.Phrasebook.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads what a text says about being texted, in ten languages and the stop words of more. Pure.
///
/// A whole text that is a keyword is taken at its word, as networks do (CTIA Messaging Principles,
/// section 5.1.3). A clear wish among other words counts too (47 CFR 64.1200(a)(10): "any
/// reasonable means"), unless a condition, a time or a quotation makes it doubtful, or it is lost
/// in a long text. What is doubtful is [Reading#UNSURE]: nobody guesses.
public final class ConsentClassifier {
  /// A wish in a longer text is for a person to find.
  static final int MAX_WORDS = 40;

  /// A doubtful phrase in a longer text is about something else.
  static final int MAX_DOUBTFUL_WORDS = 8;

  /// Longest text that is looked at; what is longer is nobody's STOP.
  static final int MAX_CHARS = 2_000;

  private static final List<Phrasebook> BOOKS = Phrasebook.all();
  private static final PhraseIndex WISHES =
      new PhraseIndex(BOOKS, EnumSet.of(Kind.STOP, Kind.DOUBT));
  private static final PhraseIndex LIMITS =
      new PhraseIndex(BOOKS, EnumSet.of(Kind.HEDGE, Kind.HARMLESS));

  private ConsentClassifier() {}

  public static Reading read(String text) {
    if (text.length() > MAX_CHARS) {
      return Reading.NONE;
    }
    String folded = FoldedText.of(text);
    for (Phrasebook book : BOOKS) {
      if (book.isWord(Kind.WORD_STOP, folded)) {
        return Reading.STOP;
      }
    }
    for (Phrasebook book : BOOKS) {
      if (book.isWord(Kind.WORD_START, folded)) {
        return Reading.START;
      }
      if (book.isWord(Kind.WORD_HELP, folded)) {
        return Reading.HELP;
      }
    }
    return phrase(folded);
  }

  private static Reading phrase(String folded) {
    Set<Said> said = WISHES.find(folded);
    if (said.isEmpty()) {
      return Reading.NONE;
    }
    Set<Said> limits = LIMITS.find(folded);
    long words = folded.chars().filter(c -> c == ' ').count() + 1;
    boolean harmless = limits.stream().anyMatch(one -> one.kind() == Kind.HARMLESS);
    boolean doubtful = false;
    for (Phrasebook book : BOOKS) {
      if (said.contains(new Said(book.language(), Kind.STOP))) {
        if (words <= MAX_WORDS && !limits.contains(new Said(book.language(), Kind.HEDGE))) {
          return Reading.STOP;
        }
        doubtful = true;
      } else if (words <= MAX_DOUBTFUL_WORDS
          && said.contains(new Said(book.language(), Kind.DOUBT))) {
        doubtful |= !harmless;
      }
    }
    return doubtful ? Reading.UNSURE : Reading.NONE;
  }
}
