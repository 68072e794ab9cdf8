package dev.bobbin.compiler.ir;

import java.util.Set;

/** The one place that knows {@code bobbin-core} by name; a test holds it against the real classes. */
public final class AbiNames {
    public static final int VERSION = 7;

    /** The context's signal that the task suspends. */
    public static final int SUSPENDED = 1;

    public static final String ABI = "dev/bobbin/abi/Abi";
    public static final String AWAITABLE = "dev/bobbin/abi/Awaitable";
    public static final String CALL = "dev/bobbin/abi/Call";
    public static final String CONTEXT = "dev/bobbin/abi/Context";
    public static final String FRAME = "dev/bobbin/abi/Frame";
    public static final String HEIRS = "dev/bobbin/abi/Heirs";
    public static final String HEIRS_TYPE = "L" + HEIRS + ";";
    public static final String POLLABLE = "dev/bobbin/abi/Pollable";
    public static final String STEP = "dev/bobbin/abi/Step";
    public static final String STEP_TYPE = "L" + STEP + ";";
    /** A {@link #STEP} that has others' elements handed out too. */
    public static final String RELAYING_STEP = "dev/bobbin/abi/RelayingStep";
    /** A {@link #STEP} that gives objects, each of its own. */
    public static final String OBJECT_STEP = "dev/bobbin/abi/ObjectStep";

    /** The field of {@link #OBJECT_STEP} that stands in the place of an element if there are no more. */
    public static final String END = "END";

    /** The state of a {@link #STEP} that runs. */
    public static final int STEP_RUNNING = Integer.MIN_VALUE;

    /** The state of a {@link #STEP} that has ended. */
    public static final int STEP_ENDED = STEP_RUNNING + 1;

    public static final String SEQ = "dev/bobbin/Seq";
    public static final String SEQ_ITERATOR = "dev/bobbin/SeqIterator";
    /** The method of {@link #SEQ_ITERATOR} that gives the next element, or {@link #END}. */
    public static final String NEXT_OR_END = "next$orEnd";

    public static final String TASK = "dev/bobbin/Task";
    public static final String ON_STACK = "dev/bobbin/OnStack";
    public static final String ASYNC = "dev/bobbin/Async";
    public static final String SCOPE = "dev/bobbin/Scope";

    public static final String CONTEXT_TYPE = "L" + CONTEXT + ";";
    public static final String AWAITABLE_TYPE = "L" + AWAITABLE + ";";
    public static final String FRAME_TYPE = "L" + FRAME + ";";
    public static final String POLLABLE_TYPE = "L" + POLLABLE + ";";
    public static final String ASYNC_TYPE = "L" + ASYNC + ";";

    public static final String YIELDS = "dev/bobbin/abi/Yields";

    /** The method of {@link #YIELDS} that is called where a twin is missing. */
    public static final String MISSING = "missing";

    /** Of sequences: whoever yields by them is compiled. */
    public static final Set<String> YIELDERS =
            Set.of("dev/bobbin/Yielder", "dev/bobbin/IntYielder", "dev/bobbin/LongYielder", "dev/bobbin/DoubleYielder");

    /** A method of the {@link #YIELDERS} and of {@link #SELF}. */
    public static final String YIELD = "yield";

    /** A method of the {@link #YIELDERS}. */
    public static final String YIELD_ALL = "yieldAll";

    /** The methods of the {@link #YIELDERS} that suspend. */
    public static final Set<String> YIELDER_OPERATIONS = Set.of(YIELD, YIELD_ALL);

    /** Of coroutines, which may be stackful: then what yields by it need not be compiled. */
    public static final String SELF = "dev/bobbin/Self";

    /** The methods of {@link #SELF} that suspend. */
    public static final Set<String> SELF_OPERATIONS = Set.of(YIELD, "transfer");

    /** A method that takes a yielder has a twin, of its name and this, that returns {@code Async}; so have the yielder's own. */
    public static final String TWIN = "$yields";

    public static final String MODEL_TYPE = "Ldev/bobbin/Model;";

    private AbiNames() {}

    /** Whether it is the class of a yielder, by internal name. */
    public static boolean isYielder(String type) {
        return type.equals(SELF) || YIELDERS.contains(type);
    }

    /** Whether a yielder is among the types of the descriptor. */
    public static boolean hasYielder(String descriptor) {
        return hasYielderOfASequence(descriptor) || descriptor.contains("L" + SELF + ";");
    }

    public static boolean hasYielderOfASequence(String descriptor) {
        return descriptor.contains("Yielder;")
                && YIELDERS.stream().anyMatch(yielder -> descriptor.contains("L" + yielder + ";"));
    }

    /** Whether a method of this name is emitted for one that yields. */
    public static boolean isTwin(String method) {
        return twinAt(method, 0) >= 0;
    }

    /** Whether a class of this internal name is emitted for a method that yields. */
    public static boolean isOfTwin(String type) {
        int method = type.indexOf("$$");
        return method >= 0 && twinAt(type, method + 2) >= 0;
    }

    /** For people: the name that the source has, of a twin and what was emitted for it. */
    public static String written(String method) {
        int at = twinAt(method, 0);
        return at < 0 ? method : method.substring(0, at) + method.substring(at + TWIN.length());
    }

    /** Where {@link #TWIN} stands and is no part of a longer word, nor of the name that javac gives to a lambda in a method {@code yields}. */
    private static int twinAt(String name, int from) {
        for (int at = name.indexOf(TWIN, from); at >= 0; at = name.indexOf(TWIN, at + 1)) {
            int end = at + TWIN.length();
            boolean ends = end == name.length() || name.charAt(end) == '$';
            boolean inLambda = name.startsWith("lambda", at - "lambda".length())
                    && end + 1 < name.length()
                    && Character.isDigit(name.charAt(end + 1));
            if (ends && !inLambda) {
                return at;
            }
        }
        return -1;
    }
}
