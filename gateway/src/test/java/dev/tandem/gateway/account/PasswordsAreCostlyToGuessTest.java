package dev.tandem.gateway.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Goal: what is kept of a password is an Argon2id PHC string of at least 46 MiB, fits that
/// password alone, and also opens what older parameters or another program made.
final class PasswordsAreCostlyToGuessTest {
  private static final Pattern PHC =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([^$]+)\\$([^$]+)");
  private final Passwords passwords = new Passwords(new SecureRandom());

  @Test
  void theParametersAreInTheString() {
    String kept = passwords.hash("correct horse battery");
    Matcher phc = PHC.matcher(kept);
    assertTrue(phc.matches(), kept);
    assertTrue(Integer.parseInt(phc.group(1)) >= 46 * 1024, "KiB of memory");
    assertTrue(Integer.parseInt(phc.group(2)) >= 1, "passes");
    assertEquals(22, phc.group(4).length(), "16 bytes of salt");
    assertEquals(43, phc.group(5).length(), "32 bytes of hash");
    assertFalse(kept.endsWith("="), "no padding");
    assertNotEquals(kept, passwords.hash("correct horse battery"), "each with its own salt");
  }

  @Test
  void onlyTheSamePasswordFits() {
    String kept = passwords.hash("pässwörd 🔑 long enough");
    assertTrue(passwords.matches("pässwörd 🔑 long enough", kept));
    assertFalse(passwords.matches("pässwörd 🔑 long enougH", kept));
    assertFalse(passwords.matches("", kept));
    passwords.matchNobody("pässwörd 🔑 long enough");
  }

  /// From the tests of the reference implementation (phc-winner-argon2, `src/test.c`).
  @Test
  void whatTheReferenceProgramMadeFits() {
    String kept =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
            + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertTrue(passwords.matches("password", kept));
    assertFalse(passwords.matches("Password", kept));
    assertThrows(IllegalArgumentException.class, () -> passwords.matches("password", "$2b$10$x"));
  }

  @Test
  void theShortestThatMayBeChosen() {
    assertTrue(SignIn.PASSWORD_CHARS_MIN >= 10 && SignIn.PASSWORD_CHARS_MIN <= 12);
  }
}
