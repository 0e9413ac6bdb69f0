package dev.tandem.gateway.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.seal.Secret;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Goal: an app password is found again however a thumb groups it, and nothing else passes for one.
///
/// Method: fresh passwords, written in the ways that keyboards and people write them.
final class AppPasswordIsTypedOnAPhoneTest {
  private final Tokens tokens = new Tokens(new SecureRandom());

  private static Optional<String> read(String typed) {
    return Tokens.appPassword(typed).map(Secret::reveal);
  }

  @Test
  void everyWayToWriteItIsTheSame() {
    for (int i = 0; i < 200; i++) {
      Secret<String> made = tokens.nextAppPassword();
      String shown = Tokens.grouped(made);
      assertTrue(shown.matches("[0-9a-z]{4}(-[0-9a-z]{4}){6}"), "seven groups of four");
      for (String typed :
          List.of(
              shown,
              made.reveal(),
              shown.toUpperCase(Locale.ROOT),
              shown.replace('-', ' '),
              " " + shown + "\n",
              shown.replace('-', '\u2013'),
              shown.replace('0', 'O').replace('1', 'l'),
              shown.replace('0', 'o').replace('1', 'I'))) {
        assertEquals(Optional.of(made.reveal()), read(typed));
      }
    }
  }

  @Test
  void nothingElsePassesForOne() {
    String made = tokens.nextAppPassword().reveal();
    for (String typed :
        List.of(
            "",
            "password",
            made.substring(1),
            made + "0",
            made.substring(1) + "u",
            made.substring(1) + "\u0660",
            made.substring(1) + "\0",
            "-".repeat(10_000) + made)) {
      assertEquals(Optional.empty(), read(typed));
    }
  }

  @Test
  void noTwoAreAlike() {
    assertNotEquals(tokens.nextAppPassword().reveal(), tokens.nextAppPassword().reveal());
  }
}
