/// Finds sealed text by its words without opening all of it: keyed blind indexes of words'
/// beginnings and of numbers' ends name a few candidates, which are opened and checked.
///
/// Start with [dev.tandem.storage.search.Words] (any language's text into folded words),
/// [dev.tandem.storage.search.SearchTerms] (what of a text is indexed, what of a query is looked
/// up; both pure), [dev.tandem.storage.search.SearchIndex] (a row a word, for what changes) and
/// [dev.tandem.storage.search.SegmentIndex] (a row a text, merged into segments, for messages).
///
/// It knows no message and no contact: their stores index what they write and open what was found.
/// A change in how words are cut or folded makes what is indexed already unfindable; raise the
/// purpose of the keys then, and index anew.
@NullMarked
package dev.tandem.storage.search;

import org.jspecify.annotations.NullMarked;
