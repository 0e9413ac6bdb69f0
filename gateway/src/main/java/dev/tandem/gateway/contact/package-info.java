/// The address book's foreign formats: vCard 2.1, 3 and 4 in, 3 and 4 out, CSV in; what a file's
/// rows become, and where duplicates go.
///
/// Start with [dev.tandem.gateway.contact.VCards] (one vCard to a card and back),
/// [dev.tandem.gateway.contact.ContactFile] (a file into rows) and
/// [dev.tandem.gateway.contact.ContactImport] (rows into the address book). All but the last are
/// pure. [dev.tandem.gateway.contact.ReceiverFile] reads the numbers of a file alone. They stand
/// here and not in storage, because storage keeps what it is given and parses nothing that
/// strangers wrote; and not at an edge, because REST and CardDAV both use them.
///
/// Errors name a row and a reason, never what is written in it.
@NullMarked
package dev.tandem.gateway.contact;

import org.jspecify.annotations.NullMarked;
