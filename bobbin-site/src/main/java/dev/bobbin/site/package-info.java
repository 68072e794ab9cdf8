/**
 * Makes the Markdown of this house pages to be read in a browser: find and parse the documents, put them into the order of reading, check each
 * link, write. Uses commonmark-java for Markdown and j2html for what stands around it.
 */
@NullMarked
package dev.bobbin.site;

import org.jspecify.annotations.NullMarked;
