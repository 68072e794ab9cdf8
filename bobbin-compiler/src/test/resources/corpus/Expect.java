package corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The answer of a case in which cold coroutines and blocking code rightly differ, as the harness writes it:
 * {@code RESULT}, or {@code !EXCEPTION: message}, then {@code " ~ TRACE"} if there is one.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Expect {
    String value();

    /** Why it differs. */
    String because();
}
