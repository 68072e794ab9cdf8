package dev.bobbin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Chooses the form that a coroutine, or all coroutines of a class, are compiled to, whatever the build chooses for the rest.
 * On a method it wins over the class; a nested class has its own. A lambda follows its class.
 *
 * <pre>{@code
 * @Model(Model.Kind.PULL)
 * static Async<Integer> total(int x) { ... }
 * }</pre>
 *
 * <p>All models give the same answers, and coroutines of different models await each other freely.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Model {
    /** The form. */
    Kind value();

    /** The forms there are; docs/guide/models.md compares them. */
    enum Kind {
        /** No frame while nothing suspends, then all of them in the root's one object; a wake-up enters the leaf. */
        FUSED,
        /** A heap object for each suspended call; a wake-up enters the leaf. */
        PUSH,
        /** A heap object for each call, polled from the root through an interface. */
        PULL,
        /** The state of all callees in the root's one object, polled from the root. */
        EMBEDDED,
        /** No frames: the code runs as it was written, on a stack that can be left. Needs bobbin-loom and JDK 21 or later to run. */
        STACKFUL
    }
}
