package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Where each of the constructs is tested on which coroutine compilers of other languages have broken. A name is a case of the
 * corpus, {@code Class.method}, a whole class of it, a refused program, or a test; it must exist. (Wake-ups that come early,
 * twice or late are the runtime's: {@code WakeTest} and {@code TaskTest} of the core.)
 */
final class HardCasesTest {
    private static final Map<String, String> CASES = new LinkedHashMap<>();

    private static void item(String construct, String names) {
        assertThat(CASES.put(construct, names)).isNull();
    }

    static {
        item("1 two operands", "OperandStack.sumOfTwo OperandStack.leftOperandBeforeMutation OperandStack.deepStack");
        item(
                "1 compound assignment of an array element",
                "OperandStack.compoundArray OperandStack.compoundLongArray"
                        + " OperandStack.compoundArrayOldValueIsReadFirst OperandStack.compoundByteArrayNarrows");
        item("1 string concatenation", "OperandStack.concatenationByIndy OperandStack.concatenationOrder");
        item("1 ternary", "OperandStack.ternaryInArgument OperandStack.ternaryOverWideStack Branches.nestedTernary");
        item("1 arguments left of an await", "OperandStack.argumentsOfAllKinds OperandStack.referencesBeneath");
        item(
                "1 long and double beneath",
                "OperandStack.longBeneath OperandStack.doubleBeneath OperandStack.mixedWidthsBeneath");
        item("1 a reference beneath a branch that suspends", "OperandStack.branchAboveReference");
        item(
                "2 new across an await",
                "Creation.secondArgumentAwaited Creation.wideArguments Creation.valueIsDiscarded");
        item("2 nested new", "Creation.nestedTwice Creation.twoOnTheStackAtOnce");
        item(
                "2 branches and try in the arguments",
                "Creation.argumentsWithBranches Creation.tryInsideAnArgument"
                        + " Expressions.expressionAsConstructorArgument TryInsideAnArgument.switchWithTryInsideAnArgument");
        item(
                "2 order of class initialisation",
                "Creation.classInitialisationComesBeforeTheArguments"
                        + " Creation.classInitialisationOrderOfNestedCreations"
                        + " Creation.classInitialiserThatFailsDoesSoBeforeTheArguments");
        item("2 super(x.await()) refused", "refused/SuperArgument NewestTest");
        item("3 small types kept as int", "Booleans Bytes Chars Shorts");
        item(
                "3 array loads and stores",
                "Ints.arrayElement Bytes.arrayElement References.arraysOfReferences References.arrayMerge");
        item("3 one slot, different types", "StraightCode.slotsReusedByOtherTypes Loops.loopAfterLoopWithSharedSlots");
        item("3 null merges", "References.nullMergedWithValue NullCasts Branches.ternaryOfUnboxedAndNull");
        item(
                "3 casts to interfaces",
                "References.interfaceFromObject References.mergeToInterface References.castThatFails");
        item(
                "3 generics",
                "References.genericMethodAndClass References.boundedGeneric References.heapPollutionFailsAtTheUse");
        item(
                "3 boxed against primitive results",
                "Ints.boxedResultPassedOn References.boxesKeepTheirKind Tails.conditionalBox");
        item("3 constants", "References.classConstant StraightCode.finalConstantLocal");
        item(
                "3 dup and swap forms",
                "OperandStack.chainedAssignment OperandStack.chainedLongAssignment"
                        + " OperandStack.fieldPostIncrementBesideAwait OperandStack.compoundField Nested.everyKindOfMember");
        item(
                "4 await in try, catch, finally",
                "Handlers.awaitInTry Handlers.awaitInCatch Handlers.awaitInFinally"
                        + " Handlers.awaitInTryCatchAndFinally");
        item("4 try-with-resources", "Handlers.tryWithResources InterfaceMethods.tryWithExistingVariable");
        item(
                "4 ways out of finally",
                "Handlers.throwInFinallyReplaces Handlers.returnInFinallyWins"
                        + " Handlers.breakInFinallySwallows Handlers.continueInFinallySwallows");
        item("4 multi-catch", "Handlers.multiCatch");
        item("4 a catch that suspends and throws, then a loop", "Handlers.catchThatSuspendsAndThrowsThenALoop");
        item("4 suppressed", "Handlers.tryWithResourcesSuppresses Handlers.addSuppressedByHand");
        item(
                "4 failure before the first suspension",
                "Handlers.failureBeforeTheFirstSuspensionIsCaught"
                        + " Handlers.failureBeforeTheFirstSuspensionEscapes");
        item("4 rethrow keeps identity", "Handlers.rethrowKeepsIdentity Handlers.preciseRethrow");
        item("5 liveness over the back edge", "Loops.liveOverTheBackEdge");
        item("5 iterator created once", "Loops.iteratorCreatedOnce Loops.forEachOverAnAwaitedList");
        item("5 capture per iteration", "Loops.capturePerIteration Lambdas.eachIterationItsOwnCapture");
        item("5 labels, nesting, condition", "Loops.labelledContinueAndBreak Loops.nested Loops.awaitInTheCondition");
        item("5 a million completions in constant stack", "Loops.millionCompletionsInALoop Tails.millionTailCalls");
        item("5 and constant memory", "Memory.completionsInALoopAreGarbage");
        item("6 await in synchronized refused", "refused/SynchronizedBlock refused/SynchronizedMethod");
        item("6 synchronized without await", "Locks");
        item(
                "7 switches",
                "Switches.onStrings Switches.onEnums Modern.patternSwitchStatement Expressions Newest.yieldsThatAwait");
        item(
                "7 records and sealed types",
                "Records Modern.recordPatterns Expressions.sealedAndRecords UnnamedPatterns");
        item("7 enhanced for, var, text blocks", "Loops.forEachOverAnArray Inferred Expressions.textBlock");
        item("7 nested and anonymous classes", "Nested Shapes.deeplyNestedClasses Lambdas.anonymousClassCoroutine");
        item(
                "7 instance, default and private interface methods",
                "Shapes.interfaceDefaultAndStatic InterfaceMethods" + " Calls.instanceMethods");
        item("7 varargs", "Calls.varargsCallee Creation.varargsConstructor");
        item("7 generic bridges", "Shapes.genericBridges Shapes.bridgeChecksItsCast");
        item("7 private members", "Shapes.privateMembersFromANestedClass Nested.privateMembersFromLambdas");
        item("7 capture of this", "Lambdas.capturingThis Shapes.innerClassUsesTheOuterObject");
        item("8 lambdas and method references", "Lambdas Shapes.staticNestedGenericMethodReference");
        item("8 await in a plain lambda refused", "refused/PlainLambda refused/AwaitReference");
        item(
                "9 same callee again",
                "Calls.sameCalleeTwiceInSequence Calls.sameCalleeInBothBranches Calls.sameCalleeInALoop");
        item(
                "9 two callees alive at once",
                "Structure.allInOrder Structure.raceWaitsForTheLosers Structure.childrenTakeTurns");
        item(
                "9 stored, returned, passed, awaited twice",
                "Calls.storedThenAwaited Calls.returnedFromAPlainMethod"
                        + " Calls.passedAsAnArgument Calls.awaitedTwice Tails");
        item("9 virtual and interface callees", "Calls.virtualCallee Calls.interfaceCallees Receivers");
        item("9 recursion", "Recursion.factorial Recursion.mutual Recursion.recursionThroughAnInterface");
        item("9 diamonds", "Calls.diamond");
        item(
                "9 depth 10,000",
                "Recursion.deepSuspendingAtTheBottom Recursion.deepSuspendingOnTheWay Recursion.deepFailure");
        item("11 near 64 KB", "Limits.hundredsOfSuspensions RefusalTest");
        item("11 255 parameters", "Limits.wordsOfParameters254 refused/TooManyParameters refused/TooManyLiveVariables");
        item("11 every form stays reducible", "ReducibleTest");
        item("12 resume when it does not wait", "ResumeTest Calls.awaitedTwice Calls.foreignAwaitedTwice");
        item(
                "13 a dead slot keeps nothing alive",
                "Memory.deadLocalIsCollected Memory.operandUnderTheAwaitIsReleased"
                        + " Memory.whatALoopsLastRoundLeftIsCollected Memory.deadArgumentsOfACalleeAreCollected");
        item(
                "13 a finished callee's fields are cleared",
                "Memory.finishedCalleeKeepsNothing"
                        + " Memory.finishedCalleesOfManyKindsKeepNothing Memory.aCalleeThatEndsInATailCallKeepsNothing");
        item("14 line numbers", "LineNumbersTest");
        item("14 local variable tables", "LocalVariablesTest");
        item("14 a debugger's step over an await", "DebuggerTest");
        item("14 JaCoCo in either order", "CoverageTest");
        item("14 class files of JDK 8 to 25", "CorpusTest Build");
        item("14 transformed twice", "TwiceTest");
        item("14 corrupt class files", "RefusalTest refused/corrupt-class-files DamagedClassTest");
    }

    private static final Pattern CASE = Pattern.compile("public static (?:<[^>]*> )?Async<.*> (\\w+)\\(\\)");

    @Test
    void everyConstruct_ofTheHardCases_hasItsTests() throws Exception {
        // given
        Set<String> known = new TreeSet<>();
        for (Path source : Build.corpus(25)) {
            String type = source.getFileName().toString().replace(".java", "");
            Matcher cases = CASE.matcher(Files.readString(source));
            while (cases.find()) {
                known.add(type);
                known.add(type + "." + cases.group(1));
            }
        }
        Path here = Javac.resources("refused");
        try (Stream<Path> files = Files.list(here)) {
            files.forEach(f -> known.add("refused/" + f.getFileName().toString().replaceAll("\\..*", "")));
        }

        // then
        CASES.forEach((construct, names) -> {
            List<String> missing = Arrays.stream(names.split(" "))
                    .filter(name -> !known.contains(name) && !isTest(name))
                    .toList();
            assertThat(missing).as(construct).isEmpty();
        });
    }

    private static boolean isTest(String name) {
        return HardCasesTest.class.getResource(name + ".class") != null;
    }
}
