/// Tests of the address book.
@NullMarked
package dev.tandem.storage.contact;

import org.jspecify.annotations.NullMarked;
