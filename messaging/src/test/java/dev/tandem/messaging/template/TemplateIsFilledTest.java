package dev.tandem.messaging.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.template.TemplateText.Filled;
import dev.tandem.messaging.template.TemplateText.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Goal: variables of the closed list are filled, with what is said where there is no value; what
/// has neither is named and stays in sight; anything else in braces is refused or left alone.
/// Method: pure texts.
class TemplateIsFilledTest {
  private static Filled filled(String text, Map<Variable, String> values) {
    return assertInstanceOf(Reading.Read.class, TemplateText.read(text)).template().fill(values);
  }

  @Test
  void valuesStandWhereTheVariablesWere() {
    Map<Variable, String> values =
        Map.of(Variable.CONTACT_FIRST_NAME, "Zoë", Variable.WORKSPACE_NAME, "Acme $1 \\");
    assertEquals(
        new Filled("Hi Zoë, this is Acme $1 \\.", List.of()),
        filled("Hi {{contact.first_name}}, this is {{ workspace.name }}.", values));
  }

  @Test
  void whatHasNoValueIsSaidAnotherWayOrNamed() {
    assertEquals(
        new Filled(
            "Hi there! {{me.name}} {{me.name}}", List.of(Variable.MY_NAME, Variable.MY_NAME)),
        filled(
            "Hi {{contact.first_name | there}}! {{me.name}} {{me.name|}}",
            Map.of(Variable.CONTACT_FIRST_NAME, " ")));
  }

  @Test
  void aValueIsNoTemplate() {
    assertEquals(
        new Filled("{{me.name}}", List.of()),
        filled("{{contact.name}}", Map.of(Variable.CONTACT_NAME, "{{me.name}}")));
  }

  @Test
  void unknownVariablesAreRefusedAndOtherBracesAreWords() {
    for (String bad : List.of("{{contact.shoe_size}}", "{{}}", "{{CONTACT.NAME}}", "a {{ | b}}")) {
      Reading.Refused refused =
          assertInstanceOf(Reading.Refused.class, TemplateText.read(bad), bad);
      assertTrue(refused.advice().contains("contact.first_name"), "says which there are");
    }
    for (String plain : List.of("", "{ not one }", "{{ open", "}} {{", "{{a{b}}")) {
      assertEquals(new Filled(plain, List.of()), filled(plain, Map.of()), plain);
    }
  }
}
