package dev.tandem.messaging.broadcast;

import dev.tandem.messaging.template.TemplateText;
import dev.tandem.messaging.template.TemplateText.Filled;
import dev.tandem.messaging.template.Variable;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Workspaces;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What each receiver is told: the text with its variables filled in.
final class Wording {
  private final TemplateText text;
  private final Map<String, Contact> contacts;
  private final Map<Variable, String> ours = new EnumMap<>(Variable.class);

  /// Looks up the contacts of all numbers, and who it is sent by.
  Wording(Tenant tx, TemplateText text, UUID memberId, Collection<String> numbers) {
    this.text = text;
    boolean plain = text.pieces().stream().allMatch(TemplateText.Piece.Words.class::isInstance);
    contacts = plain ? Map.of() : new Contacts().byNumbers(tx, numbers);
    if (!plain) {
      ours.put(Variable.WORKSPACE_NAME, new Workspaces().get(tx).name().value());
      new Members().find(tx, memberId).ifPresent(member -> ours(member.name().value()));
    }
  }

  private void ours(String name) {
    ours.put(Variable.MY_NAME, name);
    ours.put(Variable.MY_FIRST_NAME, first(name));
  }

  /// What is said to `number`, and what is not known of them.
  Filled to(String number) {
    Map<Variable, String> values = new EnumMap<>(Variable.class);
    values.putAll(ours);
    Optional.ofNullable(contacts.get(number)).ifPresent(it -> theirs(values, it.card().value()));
    return text.fill(values);
  }

  private static void theirs(Map<Variable, String> values, ContactCard card) {
    String given = card.name().given();
    values.put(Variable.CONTACT_NAME, card.name().formatted());
    values.put(
        Variable.CONTACT_FIRST_NAME, given.isBlank() ? first(card.name().formatted()) : given);
    values.put(Variable.CONTACT_LAST_NAME, card.name().family());
    values.put(Variable.CONTACT_ORGANISATION, card.organisation().name());
  }

  private static String first(String name) {
    return name.strip().split("\\s+", 2)[0];
  }
}
