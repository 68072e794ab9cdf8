package dev.bobbin.site;

/**
 * A link or an image in a document.
 *
 * @param target as it is written
 * @param text by which it stands there
 * @param line in the document's file
 * @param leads whether it is the first in an item of a list or in the row of a table: where the document is an index, what it leads to has its place there
 */
record Link(String target, String text, int line, boolean leads) {
    /** Whether it leads out of this house, where nobody looks after it. */
    boolean isForeign() {
        return target.matches("[a-z][a-z0-9+.-]*:.*");
    }

    /** What stands before the {@code #}; empty for the document itself. */
    String path() {
        int hash = target.indexOf('#');
        return hash < 0 ? target : target.substring(0, hash);
    }

    /** What stands behind the {@code #}; empty for the beginning. */
    String fragment() {
        int hash = target.indexOf('#');
        return hash < 0 ? "" : target.substring(hash + 1);
    }
}
