package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.analysis.Flow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A loop with two entries is one that a JIT compiles badly. No form has any that the source had not, though a coroutine is
 * entered at suspension points inside loops.
 */
final class ReducibleTest {
    /** What the names of the methods end in that hold a coroutine's code. */
    private static final Pattern FORM = Pattern.compile("(\\$\\d+)?\\$(start|resume|poll(\\$in\\$.*)?)$");

    private static final String STEP = "$yields$step";

    private static final Map<String, byte[]> PLAIN = Javac.compile(Build.corpus(17), 17, "-g");

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void forms_ofTheCorpus_areReducibleWhereTheSourceIs(Options form) {
        // when
        Map<String, byte[]> transformed =
                Transformer.transform(PLAIN, Javac::onClassPath, form).classes();

        // then
        Map<String, Boolean> before = reducible(PLAIN);
        Map<String, Boolean> after = reducible(transformed);
        after.keySet().removeIf(name -> !FORM.matcher(name).find());
        List<String> spoiled = new ArrayList<>();
        after.forEach((name, isReducible) -> {
            if (!isReducible && before.getOrDefault(FORM.matcher(name).replaceFirst(""), true)) {
                spoiled.add(name);
            }
        });
        assertThat(after).hasSizeGreaterThan(500);
        assertThat(before).containsValue(false); // a finally in a loop has two entries in javac's code: so this is seen
        assertThat(spoiled).isEmpty();
    }

    /** They are entered in the middle of what is a loop in the source, and is none there, since a yield leaves it. */
    @Test
    void stepForms_areReducibleWhereTheSourceIs() {
        // when
        Map<String, byte[]> plain = Javac.compile(Javac.sources(Javac.resources("seq")), 17, "-g");
        Map<String, byte[]> transformed = Transformer.transform(plain, Javac::onClassPath, Options.defaults())
                .classes();

        // then
        Map<String, Boolean> before = reducible(plain);
        Map<String, Boolean> after = reducible(transformed);
        after.keySet().removeIf(name -> !name.endsWith(STEP));
        List<String> spoiled = new ArrayList<>();
        after.forEach((name, isReducible) -> {
            if (!isReducible && before.get(name.substring(0, name.length() - STEP.length()))) {
                spoiled.add(name);
            }
        });
        assertThat(after).hasSizeGreaterThan(30);
        assertThat(spoiled).isEmpty();
    }

    /** By class and method name; overloads count as one. */
    private static Map<String, Boolean> reducible(Map<String, byte[]> classes) {
        Map<String, Boolean> result = new TreeMap<>();
        classes.forEach((name, bytes) -> {
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, 0);
            for (MethodNode method : node.methods) {
                if (method.instructions.size() > 0) {
                    result.merge(name + "." + method.name, isReducible(new Flow(method)), Boolean::logicalAnd);
                }
            }
        });
        return result;
    }

    /** Whether every edge that goes back in a depth-first walk goes to an instruction that dominates where it comes from. */
    private static boolean isReducible(Flow flow) {
        List<List<Integer>> next = new ArrayList<>();
        for (int i = 0; i < flow.size(); i++) {
            next.add(IntStream.concat(IntStream.of(flow.successors(i)), IntStream.of(flow.handlers(i)))
                    .boxed()
                    .toList());
        }
        List<int[]> back = backEdges(next);
        for (int[] edge : back) {
            if (reaches(next, edge[1], edge[0])) {
                return false;
            }
        }
        return true;
    }

    /** Whether control can come to an instruction without passing another. */
    private static boolean reaches(List<List<Integer>> next, int without, int target) {
        BitSet seen = new BitSet();
        List<Integer> work = new ArrayList<>();
        if (without != 0) {
            work.add(0);
        }
        while (!work.isEmpty()) {
            int i = work.remove(work.size() - 1);
            if (i == target) {
                return true;
            }
            if (i != without && !seen.get(i)) {
                seen.set(i);
                work.addAll(next.get(i));
            }
        }
        return false;
    }

    private static List<int[]> backEdges(List<List<Integer>> next) {
        List<int[]> back = new ArrayList<>();
        BitSet seen = new BitSet();
        BitSet open = new BitSet();
        List<int[]> stack = new ArrayList<>(); // instruction, and how many of its successors have been walked
        stack.add(new int[] {0, 0});
        seen.set(0);
        open.set(0);
        while (!stack.isEmpty()) {
            int[] top = stack.get(stack.size() - 1);
            if (top[1] == next.get(top[0]).size()) {
                open.clear(top[0]);
                stack.remove(stack.size() - 1);
                continue;
            }
            int to = next.get(top[0]).get(top[1]++);
            if (open.get(to)) {
                back.add(new int[] {top[0], to});
            } else if (!seen.get(to)) {
                seen.set(to);
                open.set(to);
                stack.add(new int[] {to, 0});
            }
        }
        return back;
    }
}
