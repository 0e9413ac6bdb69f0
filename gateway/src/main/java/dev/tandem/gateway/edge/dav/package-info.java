/// CardDAV: phones and address-book programs read and write the workspace's contacts (RFC 6352 over
/// RFC 4918, sync by RFC 6578, found by RFC 6764 and 5397).
///
/// Start with [dev.tandem.gateway.edge.dav.DavEdge], which authenticates and limits; `Target`, what
/// addresses name; and `CardDav`, which leads each method to its use case. Reading XML, filters,
/// tags, tokens and addresses is pure and has no I/O; `Shelf` is the contact store as named cards.
///
/// No locks, no collections of the client's own, no access lists: there is one address book a
/// workspace, and every member reads and writes it. It understands no vCard itself, and keeps
/// nothing.
@NullMarked
package dev.tandem.gateway.edge.dav;

import org.jspecify.annotations.NullMarked;
