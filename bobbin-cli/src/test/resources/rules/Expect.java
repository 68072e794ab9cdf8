package rules;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What a case gives: with either kind of coroutine, or where they differ. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Expect {
    String value();

    String stackful() default "";

    /** Of a stackful one on a continuation of the VM. */
    String continuation() default "";
}
