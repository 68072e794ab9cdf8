package dev.bobbin.compiler.analysis;

import static dev.bobbin.compiler.analysis.FlowTest.bits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.bobbin.compiler.Code;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LoopsTest {
    private static List<Loops.Loop> around(Code code, String label) {
        return new Loops(new Flow(code.method())).around(code.at(label));
    }

    @Test
    void around_straightCode_isNothing() {
        Code code = Code.of("()V").label("a").add(NOP).add(RETURN);

        assertThat(around(code, "a")).isEmpty();
    }

    @Test
    void around_forwardJumpsOnly_isNothing() {
        Code code =
                Code.of("()V").add(ICONST_0).jump(IFEQ, "a").add(NOP).label("a").add(RETURN);

        assertThat(around(code, "a")).isEmpty();
    }

    @Test
    void around_nestedLoops_isTheOuterThenTheInner() {
        Code code = Code.of("()V")
                .add(NOP) // 0
                .label("outer") // 1
                .add(NOP) // 2
                .label("inner") // 3
                .add(ICONST_0) // 4
                .jump(IFEQ, "inner") // 5
                .label("rest") // 6
                .add(ICONST_0) // 7
                .jump(IFEQ, "outer") // 8
                .label("end") // 9
                .add(RETURN);

        Loops.Loop outer = new Loops.Loop(1, bits(1, 2, 3, 4, 5, 6, 7, 8));
        Loops.Loop inner = new Loops.Loop(3, bits(3, 4, 5));
        assertThat(around(code, "inner")).containsExactly(outer, inner);
        assertThat(around(code, "rest")).containsExactly(outer);
        assertThat(around(code, "end")).isEmpty();
    }

    @Test
    void around_twoJumpsBackToOneHead_isOneLoop() {
        Code code = Code.of("()V")
                .label("head") // 0
                .add(ICONST_0) // 1
                .jump(IFEQ, "head") // 2
                .label("on") // 3
                .add(ICONST_0) // 4
                .jump(IFEQ, "head") // 5
                .add(RETURN);

        assertThat(around(code, "on")).containsExactly(new Loops.Loop(0, bits(0, 1, 2, 3, 4, 5)));
    }

    @Test
    void around_cycleWithTwoWaysIn_isNothing() {
        Code code = Code.of("()V")
                .add(ICONST_0)
                .jump(IFEQ, "b")
                .label("a")
                .add(NOP)
                .label("b")
                .add(ICONST_0)
                .jump(IFEQ, "a")
                .add(RETURN);

        assertThat(around(code, "a")).isEmpty();
        assertThat(around(code, "b")).isEmpty();
    }

    @Test
    void around_jumpBackOutOfAHandler_isALoopWithTheHandlerInIt() {
        Code code = Code.of("()V")
                .label("head") // 0
                .add(NOP, NOP, NOP) // 1 2 3
                .label("end") // 4
                .add(RETURN) // 5
                .label("handler") // 6
                .add(POP) // 7
                .jump(GOTO, "head") // 8
                .attempt("head", "end", "handler");

        assertThat(around(code, "handler")).containsExactly(new Loops.Loop(0, bits(0, 1, 2, 3, 6, 7, 8)));
        assertThat(around(code, "end")).isEmpty();
    }

    @Test
    void around_handlerOfMoreThanTheLoop_isNothing() {
        Code code = Code.of("()V")
                .add(NOP)
                .label("before") // can fail, and then the head is reached by the handler alone
                .label("head")
                .add(NOP, NOP)
                .label("end")
                .add(RETURN)
                .label("handler")
                .add(POP)
                .jump(GOTO, "head")
                .attempt("before", "end", "handler");

        assertThat(around(code, "head")).isEmpty();
        assertThat(around(code, "handler")).isEmpty();
    }

    @Test
    void around_codeThatIsNeverReached_isNothing() {
        Code code = Code.of("()V")
                .jump(GOTO, "end")
                .label("dead")
                .jump(GOTO, "dead")
                .label("end")
                .add(RETURN);

        assertThat(around(code, "dead")).isEmpty();
    }

    @Test
    void around_randomCode_isWhatTheDefinitionSays() {
        Random random = new Random(3);
        int loops = 0;
        int inHandlers = 0;

        for (int round = 0; round < 1_000; round++) {
            // given
            Code code = random(random);
            Flow flow = new Flow(code.method());

            // when
            Loops found = new Loops(flow);

            // then
            List<Loops.Loop> expected = byDefinition(flow);
            for (int i = 0; i < flow.size(); i++) {
                int index = i;
                List<Loops.Loop> around =
                        expected.stream().filter(l -> l.body().get(index)).toList();
                assertThat(found.around(i)).as("round %d at %d", round, i).containsExactlyElementsOf(around);
            }
            loops += expected.size();
            inHandlers += (int) expected.stream()
                    .filter(l -> l.body().stream().anyMatch(i -> flow.handlers(i).length > 0))
                    .count();
        }
        assertThat(loops).isGreaterThan(500);
        assertThat(inHandlers).isGreaterThan(250);
    }

    private static Code random(Random random) {
        Code code = Code.of("()V");
        int places = 3 + random.nextInt(8);
        for (int p = 0; p < places; p++) {
            code.label("p" + p);
            for (int k = random.nextInt(3); k > 0; k--) {
                code.add(NOP);
            }
            int kind = random.nextInt(6);
            if (kind < 2) {
                code.add(ICONST_0).jump(IFEQ, "p" + random.nextInt(places));
            } else if (kind == 2) {
                code.jump(GOTO, "p" + random.nextInt(places));
            } else if (kind == 3) {
                code.add(RETURN);
            }
        }
        code.label("p" + places).add(RETURN);
        for (int k = random.nextInt(3); k > 0; k--) {
            int from = random.nextInt(places);
            int to = from + 1 + random.nextInt(places - from);
            code.attempt("p" + from, "p" + to, "p" + random.nextInt(places));
        }
        return code;
    }

    /** The largest first. */
    private static List<Loops.Loop> byDefinition(Flow flow) {
        BitSet live = reachable(flow, -1);
        Map<Integer, Loops.Loop> byHead = new TreeMap<>();
        for (int from = live.nextSetBit(0); from >= 0; from = live.nextSetBit(from + 1)) {
            for (int head : next(flow, from)) {
                boolean dominates = !reachable(flow, head).get(from);
                if (dominates) {
                    BitSet body = byHead.computeIfAbsent(head, h -> new Loops.Loop(h, bits(h)))
                            .body();
                    comingTo(flow, from, head, live).stream().forEach(body::set);
                }
            }
        }
        return byHead.values().stream()
                .sorted(Comparator.comparing((Loops.Loop l) -> -l.body().cardinality()))
                .toList();
    }

    private static List<Integer> next(Flow flow, int i) {
        List<Integer> next = new ArrayList<>();
        for (int n : flow.successors(i)) {
            next.add(n);
        }
        for (int n : flow.handlers(i)) {
            next.add(n);
        }
        return next;
    }

    /** What the entry leads to without passing an instruction. */
    private static BitSet reachable(Flow flow, int without) {
        BitSet seen = new BitSet();
        List<Integer> work = new ArrayList<>(List.of(0));
        while (!work.isEmpty()) {
            int i = work.remove(work.size() - 1);
            if (i != without && !seen.get(i)) {
                seen.set(i);
                work.addAll(next(flow, i));
            }
        }
        return seen;
    }

    /** What leads to an instruction without passing the head, itself included. */
    private static BitSet comingTo(Flow flow, int to, int head, BitSet live) {
        BitSet found = bits(to);
        int before = 0;
        while (before != found.cardinality()) {
            before = found.cardinality();
            for (int i = live.nextSetBit(0); i >= 0; i = live.nextSetBit(i + 1)) {
                if (i != head && next(flow, i).stream().anyMatch(n -> n != head && found.get(n))) {
                    found.set(i);
                }
            }
        }
        return found;
    }
}
