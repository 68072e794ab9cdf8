package dev.bobbin.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Snippet;
import dev.bobbin.compiler.ir.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckSuspensionsTest {
    /** Without the lines of the imports. */
    private static List<Refusal> refusals(String body) {
        Snippet snippet = Snippet.of("class C {\n" + body + "}\n");
        return snippet.nodes().values().stream()
                .flatMap(node -> CheckSuspensions.in(node, method -> false).stream())
                .toList();
    }

    private static Refusal only(String body) {
        List<Refusal> refusals = refusals(body);
        assertThat(refusals).hasSize(1);
        assertThat(refusals.get(0).line()).as("line").isEqualTo(6);
        return refusals.get(0);
    }

    @Test
    void coroutine_thatAwaitsAndCloses_isFine() {
        assertThat(refusals("""
                Async<Integer> f(Async<Integer> a) {
                    synchronized (this) { hashCode(); }
                    int x = a.await();
                    synchronized (this) { hashCode(); }
                    try (Scope scope = Scope.open()) { a.await(); }
                    Supplier<Async<Integer>> s = () -> done(a.await());
                    return done(x);
                }
                """)).isEmpty();
    }

    @Test
    void plainMethod_ofEachResult_isToldWhatToReturn() {
        for (String[] pair : new String[][] {
            {"int", "Integer"},
            {"char", "Character"},
            {"long", "Long"},
            {"boolean", "Boolean"},
            {"byte", "Byte"},
            {"String", "String"},
            {"int[]", "int[]"},
            {"java.util.List", "List"}
        }) {
            Refusal refusal = only(pair[0] + " f(Async<" + pair[1] + "> a) { return a.await(); }");
            String result = pair[0].substring(pair[0].lastIndexOf('.') + 1);
            assertThat(refusal.id()).isEqualTo("await-outside-coroutine");
            assertThat(refusal.message())
                    .isEqualTo(
                            "await() in f, which returns " + result + ": only a method that returns Async can suspend");
            assertThat(refusal.remedy())
                    .isEqualTo("return Async<" + pair[1]
                            + "> and end with `return done(...)`; from plain code call Bobbin.run(() -> ...)");
        }
    }

    @Test
    void voidMethods_mainAndOthers_haveTheirRemedies() {
        assertThat(only("void f(Async<String> a) { a.await(); }").remedy()).startsWith("return Async<Void> and end");
        assertThat(only("public static void main(String[] a) { Bobbin.yieldNow().await(); }")
                        .remedy())
                .isEqualTo("put the code into a method that returns Async and call Bobbin.run(() -> thatMethod())");
    }

    @Test
    void close_inAPlainMethod_isNamed() {
        assertThat(only("void f(Scope s) { s.close(); }").message())
                .isEqualTo("Scope.close() in f, which returns void: only a method that returns Async can suspend");
    }

    @Test
    void task_returned_isRefused() {
        Refusal refusal = only("Task<Integer> f(Task<Integer> t) { t.await(); return t; }");
        assertThat(refusal.id()).isEqualTo("coroutine-returns-task");
        assertThat(refusal.message())
                .isEqualTo("f contains await() and returns Task: a Task is started by a scope, not by a method");
        assertThat(refusal.remedy()).isEqualTo("declare it to return Async, and let the caller spawn it");
    }

    @Test
    void await_inConstructorsAndInitialisers_isRefused() {
        Refusal constructor = only("static class D { D() { Bobbin.yieldNow().await(); } }");
        assertThat(constructor.id()).isEqualTo("await-in-constructor");
        assertThat(constructor.message())
                .isEqualTo(
                        "await() in a constructor or field initialiser of C.D: an object cannot be half made while it"
                                + " waits");
        assertThat(constructor.remedy())
                .isEqualTo("use a static method that returns Async<C.D>: await first, construct then");

        Refusal initialiser = only("static { Bobbin.yieldNow().await(); }");
        assertThat(initialiser.id()).isEqualTo("await-in-static-initialiser");
        assertThat(initialiser.message())
                .isEqualTo("await() in the static initialiser of C: the class is locked while it initialises");
        assertThat(initialiser.remedy()).startsWith("keep the Async in the field");
    }

    @Test
    void await_inAPlainLambda_namesItsInterface() {
        Refusal refusal = only(
                "Object f(Async<String> a) { Runnable r = null; return (Function<Integer, String>) i -> a.await(); }");
        assertThat(refusal.id()).isEqualTo("await-in-plain-lambda");
        assertThat(refusal.message())
                .isEqualTo(
                        "await() in a lambda for Function.apply, which returns String: whoever calls it wants the result"
                                + " at once and cannot be suspended");
        assertThat(refusal.remedy()).contains("scope.spawn(() -> ...)");
    }

    @Test
    void await_inASecondLambda_namesItsOwnInterface() {
        assertThat(only("void f(Async<String> a) { Runnable r = () -> {}; Consumer<String> c = s -> a.await(); }")
                        .message())
                .startsWith("await() in a lambda for Consumer.accept, which returns void");
    }

    @Test
    void method_namedLikeALambda_isAnOrdinaryOne() {
        assertThat(only("void lambda$x(Async<String> a) { a.await(); }").id()).isEqualTo("await-outside-coroutine");
    }

    @Test
    void lambda_thatNobodyMakes_hasNoInterface() {
        var node = Snippet.of("class L { Object f(Async<String> a) { Runnable r = () -> a.await(); return r; } }")
                .node("L");
        Snippet.method(node, "f").instructions.clear();
        assertThat(CheckSuspensions.in(node, method -> false).get(0).message())
                .startsWith("await() in a lambda, which returns void");
    }

    @Test
    void await_inASynchronizedMethod_isRefused() {
        Refusal refusal = only("synchronized Async<Integer> f(Async<Integer> a) { return done(a.await()); }");
        assertThat(refusal.id()).isEqualTo("await-in-synchronized");
        assertThat(refusal.message())
                .isEqualTo(
                        "await() in the synchronized method f: the lock belongs to a thread, and the coroutine may go on"
                                + " in another");
        assertThat(refusal.remedy()).startsWith("drop synchronized");
    }

    @Test
    void await_inASynchronizedBlock_isRefused() {
        Refusal refusal = only(
                "Async<Integer> f(Async<Integer> a) { synchronized (this) { a.await(); } return done(a.await()); }");
        assertThat(refusal.id()).isEqualTo("await-in-synchronized");
        assertThat(refusal.message())
                .isEqualTo(
                        "await() inside a synchronized block: the lock belongs to a thread, and the coroutine may go on"
                                + " in another");
        assertThat(refusal.remedy()).isEqualTo("await before the block or after it");
    }

    @Test
    void methodReference_toAwait_isRefused() {
        Refusal refusal =
                only("Object f(List<Async<String>> l) { return l.stream().map(Async::await).map(String::length); }");
        assertThat(refusal)
                .isEqualTo(new Refusal(
                        6,
                        "await-reference",
                        "a method reference to await() runs where no coroutine can suspend",
                        "await in a loop instead, or Async.all(list).await() for all of them"));
    }
}
