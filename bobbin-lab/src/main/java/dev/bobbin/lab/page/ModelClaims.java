package dev.bobbin.lab.page;

import static dev.bobbin.lab.page.Claim.grid;
import static dev.bobbin.lab.page.Claim.row;

import java.util.List;

/** What is said of the models: what they allocate, how much code they make, how fast they are, what they keep. */
final class ModelClaims {
    private static final String NONE = "–";
    private static final String FUSED = "bobbin-fused";
    private static final String PUSH = "bobbin-push";
    private static final String PULL = "bobbin-pull";
    private static final String EMBEDDED = "bobbin-embedded";
    private static final String FLAT = "bobbin-embedded-flat";
    private static final String STACKFUL = "bobbin-stackful";

    private static final String PULL_IS = "pull, through an interface";
    private static final String EMBEDDED_IS = "pull, monomorphised (embedded)";
    private static final String FLAT_IS = "the same, flattened";

    private static final String SIMPLE = "depth=1,locals=1";
    private static final String NESTED = "depth=3,locals=4";
    private static final String DEEP = "depth=10,locals=10";
    private static final String NS = "ns/op";
    private static final String PER_LEVEL = "ns/level";
    private static final String HEAP = "heap-bytes";

    static final List<Claim> ALL = List.of(allocations(), codeSize(), speed(), saved());

    private ModelClaims() {}

    private static Claim allocations() {
        return new Claim(
                1,
                "Objects and bytes of Main → A → B → C",
                List.of(grid(
                        List.of("model", "objects, claimed", "objects", "bytes, claimed", "bytes"),
                        allocated("push", "4", "~256", PUSH),
                        allocated(PULL_IS, "4", "~320", PULL),
                        allocated(EMBEDDED_IS, "1", "~208", EMBEDDED),
                        allocated(FLAT_IS, NONE, NONE, FLAT),
                        allocated("fused", NONE, NONE, FUSED))),
                "Three calls that wait for each other, four variables that live across the waits; Main is the task that runs them, and is"
                        + " counted. The claims come to 64 and 80 bytes a frame, and 208 for all in one. A frame here has a header, a"
                        + " reference to its caller, a state, and only those variables that are read again after the wait.");
    }

    private static Claim.Row allocated(String what, String objects, String bytes, String subject) {
        return row(
                what,
                objects,
                Measure.of("parked", NESTED, subject, "objects"),
                bytes,
                Measure.of("parked", NESTED, subject, HEAP));
    }

    private static Claim codeSize() {
        return new Claim(
                2,
                "Code, and how it grows with its uses",
                List.of(grid(
                        List.of(
                                "model",
                                "claimed",
                                "one more await",
                                "one more callee",
                                "one more caller",
                                "8 callers, times javac's"),
                        grows("plain class files, not yet rewritten", NONE, "javac"),
                        grows("push", "once for each coroutine", PUSH),
                        grows(PULL_IS, "once for each coroutine", PULL),
                        grows(EMBEDDED_IS, "a copy for each use", EMBEDDED),
                        grows(FLAT_IS, NONE, FLAT),
                        grows("fused", NONE, FUSED),
                        grows("stackful", NONE, STACKFUL))),
                "Bytes of class files. The claims speak of the callees' code, not of what a coroutine is by itself: under each model it becomes classes of its own, with fields, methods"
                        + " and a constant pool, where javac has one method more. So a caller whose callees are there already still costs many times what it does there, least where it keeps"
                        + " its stack. Where the callees' code is made again for each root that embeds them, each caller pays for the whole chain below it on top of that, as generics"
                        + " do in languages that make a copy for each type. Fused pays most: a root has room for its callees' frames, and code of its own for them.");
    }

    private static Claim.Row grows(String what, String claimed, String subject) {
        String one = "class-bytes/one";
        return row(
                what,
                claimed,
                Measure.of("codesize", "sites=1..8", subject, one),
                Measure.of("codesize", "chain=1..16", subject, one),
                Measure.of("codesize", "callers=1..8", subject, one),
                subject.equals("javac") ? NONE : Measure.of("codesize", "callers=8", subject, "times-javac"));
    }

    private static Claim speed() {
        return new Claim(
                3,
                "Speed of the models, and the price of polling",
                List.of(
                        grid(
                                List.of(
                                        "speed, push = 100 %",
                                        "claimed",
                                        "wake-up, depth 1",
                                        "depth 10",
                                        "depth 100",
                                        "calls that do not wait"),
                                speed("push", "100 %", PUSH),
                                speed(PULL_IS, "90 %", PULL),
                                speed(EMBEDDED_IS, "105 %", EMBEDDED),
                                speed(FLAT_IS, NONE, FLAT),
                                speed("fused", NONE, FUSED)),
                        grid(
                                List.of(
                                        "one more level of polling",
                                        "claimed",
                                        "from 1 to 10",
                                        "from 1 to 30",
                                        "from 1 to 100"),
                                polled(PULL_IS, "~10 ns", PULL),
                                polled(EMBEDDED_IS, "~10 ns", EMBEDDED),
                                polled(FLAT_IS, "none", FLAT),
                                polled("push", "none", PUSH),
                                polled("fused", "none", FUSED)),
                        grid(
                                List.of("what flattening saves", "claimed", "depth 10", "depth 30"),
                                row("of each wake-up", NONE, flattening(10), flattening(30)))),
                "One number for a model's speed depends on the depth it was taken at: a wake-up enters the leaf under push and fused whatever is"
                        + " above it, and the root under pull, which asks its way down. What a level costs depends on whether the VM inlines"
                        + " the chain: it does so up to some depth, and not beyond. A level's price is the difference of two wake-ups, the fastest run of each, by the number of levels between:"
                        + " where one of the two was disturbed in all of its runs, a slope shows that is none. At depth 100 the embedded chain is recursive, so that each coroutine is a root of its own and"
                        + " nothing is polled.");
    }

    private static Claim.Row speed(String what, String claimed, String subject) {
        return row(
                what,
                claimed,
                ofPush("resume", "depth=1", subject),
                ofPush("resume", "depth=10", subject),
                ofPush("resume", "depth=100", subject),
                ofPush("call", "depth=10,inline=no", subject));
    }

    private static Measure ofPush(String bench, String param, String subject) {
        return Measure.of(bench, param, PUSH, NS)
                .over(Measure.of(bench, param, subject, NS))
                .times(100, Quantity.PERCENT);
    }

    private static Claim.Row polled(String what, String claimed, String subject) {
        return row(what, claimed, level(subject, 10), level(subject, 30), level(subject, 100));
    }

    private static Measure level(String subject, int depth) {
        return fastest(subject, depth).minus(fastest(subject, 1), NS).times(1.0 / (depth - 1), PER_LEVEL);
    }

    private static Measure flattening(int depth) {
        return resumed(EMBEDDED, depth).minus(resumed(FLAT, depth), NS);
    }

    private static Measure fastest(String subject, int depth) {
        return Measure.least("resume", "depth=" + depth, subject, NS);
    }

    private static Measure resumed(String subject, int depth) {
        return Measure.of("resume", "depth=" + depth, subject, NS);
    }

    private static Claim saved() {
        return new Claim(
                4,
                "What is kept while it waits",
                List.of(
                        grid(
                                List.of(
                                        "bytes of a waiting task",
                                        "claimed",
                                        "fused",
                                        "push",
                                        "pull",
                                        "embedded",
                                        "stackful"),
                                kept("one call, one variable", "64–128", SIMPLE),
                                kept("three calls, four variables", "256–512", NESTED),
                                kept("ten calls, ten variables", NONE, DEEP),
                                kept("one call, compact headers", NONE, SIMPLE + ",compact=yes"),
                                kept("three calls, compact headers", NONE, NESTED + ",compact=yes")),
                        grid(
                                List.of(
                                        "largest state against the sum",
                                        "claimed",
                                        "fused",
                                        "push",
                                        "pull",
                                        "embedded",
                                        "stackful"),
                                branch("in the largest of three branches", "longs=8,branches=3"),
                                branch("in the smallest of the three", "longs=1,branches=3"),
                                branch("the largest alone", "longs=8,branches=1"))),
                "Kept: the variables and intermediate results that are read again after the wait, and where to go on. Not kept: what is not read"
                        + " again, and constants. Variables that are never needed at the same wait share a place, so that an object has room for"
                        + " the largest state, not the sum of all (40 bytes more, here); ./bobbin inspect shows both for each coroutine. The largest branch alone is a coroutine with one parameter"
                        + " less, that which says which branch: its place, and what aligns it, are the few bytes between. The claims leave room for"
                        + " what is in scope. A stack keeps what the VM keeps. The task itself is in every figure.");
    }

    private static Claim.Row branch(String what, String param) {
        return row(
                what,
                NONE,
                Measure.of("branches", param, FUSED, HEAP),
                Measure.of("branches", param, PUSH, HEAP),
                Measure.of("branches", param, PULL, HEAP),
                Measure.of("branches", param, EMBEDDED, HEAP),
                Measure.of("branches", param, STACKFUL, HEAP));
    }

    private static Claim.Row kept(String what, String claimed, String param) {
        return row(
                what,
                claimed,
                Measure.of("parked", param, FUSED, HEAP),
                Measure.of("parked", param, PUSH, HEAP),
                Measure.of("parked", param, PULL, HEAP),
                Measure.of("parked", param, EMBEDDED, HEAP),
                Measure.of("parked", param, STACKFUL, HEAP));
    }
}
