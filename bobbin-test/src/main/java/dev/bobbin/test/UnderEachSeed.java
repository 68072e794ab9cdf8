package dev.bobbin.test;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a {@link CoroutineTest}. */
final class UnderEachSeed implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method test = context.getRequiredTestMethod();
        if (!Arrays.asList(test.getParameterTypes()).contains(TestScheduler.class)) {
            throw new IllegalStateException(test.getDeclaringClass().getName() + "." + test.getName()
                    + ": @CoroutineTest without a scheduler to run on: give it a parameter, TestScheduler test, and"
                    + " write test.run(() -> ...); or write @Test");
        }
        int seeds = AnnotationSupport.findAnnotation(test, CoroutineTest.class)
                .orElseThrow()
                .seeds();
        AtomicBoolean failed = new AtomicBoolean(); // tests may run in parallel
        return Seeds.upTo(seeds).takeWhile(seed -> !failed.get()).mapToObj(seed -> new Run(seed, failed));
    }

    private record Run(long seed, AtomicBoolean failed)
            implements TestTemplateInvocationContext, ParameterResolver, InvocationInterceptor, TestWatcher {
        @Override
        public String getDisplayName(int invocationIndex) {
            return "seed " + seed;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestScheduler.class
                    && parameter.getDeclaringExecutable().equals(context.getRequiredTestMethod());
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return TestScheduler.seeded(seed);
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
                throws Throwable {
            TestScheduler scheduler = (TestScheduler) method.getArguments().stream()
                    .filter(TestScheduler.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            try (scheduler) {
                invocation.proceed();
            }
        }

        /** Whichever part of it has failed, {@code @BeforeEach} say. That an assumption did not hold is no failure: JUnit tells the two apart. */
        @Override
        public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
            failed.set(true);
            if (cause != null) {
                Seeds.note(cause, seed);
            }
        }
    }
}
