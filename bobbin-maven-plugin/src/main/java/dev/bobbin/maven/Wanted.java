package dev.bobbin.maven;

import dev.bobbin.compiler.ClassPatterns;
import dev.bobbin.compiler.Options;

/**
 * What the POM and the command line ask for. Its text has all of it, so that a build whose text has changed is not up to date.
 *
 * @param report whether to say of each coroutine what was made of it
 */
record Wanted(Options form, ClassPatterns patterns, BlockingCalls blockingCalls, boolean report) {
    static Wanted of(Options form, ClassPatterns patterns) {
        return new Wanted(form, patterns, BlockingCalls.WARN, false);
    }

    @Override
    public String toString() {
        return form + " " + patterns + ", blocking calls: " + blockingCalls + (report ? ", report" : "");
    }
}
