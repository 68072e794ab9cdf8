package dev.bobbin.site;

/**
 * A heading of a document.
 *
 * @param level from 1, the document's title
 * @param line in the document's file
 * @param id by which links name it, the same as on the usual hosts of source code
 */
record Heading(int level, int line, String id, String text) {}
