package dev.bobbin.abi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What suspended calls say of where they stand. They are asked with a {@link Context} that this object owns, and which runs nothing:
 * so the methods that emitted classes have for it take what others of their methods take, and need few constants of their own.
 *
 * <p>Confined to one thread.
 */
public final class Whereabouts {
    private static final String LAMBDA = "lambda$";

    private final List<StackTraceElement> found = new ArrayList<>();
    private int state;
    private String coroutine = "";

    /** With nothing found yet. */
    public Whereabouts() {}

    /** In the order in which the calls were asked. */
    public List<StackTraceElement> found() {
        return found;
    }

    /** A method's name as people say it, {@code Main.total}: of a lambda the method that it stands in, where javac's name for it says so. */
    public static String written(String method) {
        int owner = method.lastIndexOf('.');
        String name = method.substring(owner + 1);
        if (!name.startsWith(LAMBDA)) {
            return method;
        }
        int end = name.lastIndexOf('$');
        String in = end < LAMBDA.length() ? "" : name.substring(LAMBDA.length(), end);
        boolean initialiser = in.isEmpty() || in.equals("new") || in.equals("static");
        return "lambda in " + method.substring(0, Math.max(owner, 0)) + (initialiser ? "" : "." + in);
    }

    void call(int state, String coroutine) {
        this.state = state;
        this.coroutine = coroutine;
    }

    /** Of the call noted last, which is one of the class; not suspended it has no place. */
    void in(Class<?> declaring, @Nullable String file, String lines) {
        if (state <= 0) {
            return;
        }
        String key = coroutine.substring(coroutine.lastIndexOf('.') + 1);
        String method = key;
        int line = 0;
        for (int at = 0; at < lines.length(); ) {
            int end = lines.indexOf(';', at);
            int states = lines.charAt(end + 2);
            if (end - at == key.length() && lines.startsWith(key, at)) {
                method = key.substring(0, lines.charAt(end + 1));
                line = state <= states ? lines.charAt(end + 2 + state) : 0;
                break;
            }
            at = end + 3 + states;
        }
        found.add(new StackTraceElement(declaring.getName(), method, file, line == 0 ? -1 : line));
    }
}
