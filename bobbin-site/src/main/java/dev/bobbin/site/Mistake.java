package dev.bobbin.site;

/** What is wrong in a document: said as a compiler says it, so that an editor finds the place. */
record Mistake(String file, int line, String text) {
    @Override
    public String toString() {
        return file + ":" + line + ": error: " + text;
    }
}
