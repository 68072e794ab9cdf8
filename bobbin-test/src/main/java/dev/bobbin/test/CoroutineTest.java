package dev.bobbin.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit test with a {@link TestScheduler}, which it takes as a parameter; a fresh one, and a fresh instance of the test class, for each seed. The
 * first seed under which it fails is the last.
 *
 * <pre>{@code
 * @CoroutineTest(seeds = 1000)
 * void transfer_fromBothSides_losesNothing(TestScheduler test) {
 *     test.run(() -> transfers());
 * }
 * }</pre>
 *
 * <p>Like every test of JUnit's, it returns nothing: JUnit runs no method that returns an {@code Async}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(UnderEachSeed.class)
public @interface CoroutineTest {
    /** Under how many seeds it runs, from 1 on; see {@link TestScheduler#explore}. */
    int seeds() default 1;
}
