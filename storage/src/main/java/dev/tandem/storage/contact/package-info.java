/// The address book: outside people and their numbers.
///
/// Start with [dev.tandem.storage.contact.Contacts]. A contact is sealed in one piece; its numbers
/// have blind indexes, so that the contact of a number is found without opening others.
@NullMarked
package dev.tandem.storage.contact;

import org.jspecify.annotations.NullMarked;
