package seq;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What a case returns. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Expect {
    String value();
}
