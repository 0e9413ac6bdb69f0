/// Finds sealed text by its words without opening all of it: keyed blind indexes of words'
/// beginnings and of numbers' ends, one row each, then the few candidates are opened and checked.
///
/// Start with [dev.tandem.storage.search.Words] (any language's text into folded words),
/// [dev.tandem.storage.search.SearchTerms] (what of a text is indexed, what of a query is looked
/// up; both pure) and [dev.tandem.storage.search.SearchIndex] (the table).
///
/// It knows no message and no contact: their stores index what they write and open what was found.
/// A change in how words are cut or folded makes what is indexed already unfindable; raise the
/// purpose of the keys then, and index anew.
@NullMarked
package dev.tandem.storage.search;

import org.jspecify.annotations.NullMarked;
