/// The address book: outside people, what is known of them, and what was known before.
///
/// Start with [dev.tandem.storage.contact.Contacts] (look, make, change, delete),
/// [dev.tandem.storage.contact.ContactCard] (what is known of somebody) and
/// [dev.tandem.storage.contact.AddressBook] (what changed since). A card is sealed in one piece;
/// its numbers, e-mail addresses and UID have blind indexes, so that a contact is found without
/// opening others. [dev.tandem.storage.contact.ContactHistory] keeps former versions for 90 days.
///
/// It reads no vCard and no CSV: foreign formats are the gateway's.
@NullMarked
package dev.tandem.storage.contact;

import org.jspecify.annotations.NullMarked;
