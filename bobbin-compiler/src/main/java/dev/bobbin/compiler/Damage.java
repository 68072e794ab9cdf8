package dev.bobbin.compiler;

import dev.bobbin.compiler.read.CorruptClassException;
import dev.bobbin.compiler.read.FindDamage;
import dev.bobbin.compiler.read.ReadClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Class files that can be read and are damaged all the same. A full check of a class takes as long as transforming it, so it
 * is made when something has gone wrong: what then is damaged is to blame, and what is not is a mistake of ours, thrown on.
 */
final class Damage {
    private Damage() {}

    /** What the work gives, or what {@code refused} makes of the damage that made it fail. */
    static <T> T blamed(Map<String, byte[]> classes, Supplier<T> work, Function<List<Diagnostic>, T> refused) {
        try {
            return work.get();
        } catch (CorruptClassException e) {
            return refused.apply(List.of(diagnostic(e.className(), e.reason())));
        } catch (RuntimeException e) {
            List<Diagnostic> found = new ArrayList<>();
            classes.forEach((name, bytes) -> {
                String damage = ReadClass.mentionsBobbin(bytes) ? FindDamage.in(bytes) : null;
                if (damage != null) {
                    found.add(diagnostic(name, damage));
                }
            });
            if (found.isEmpty()) {
                throw e;
            }
            return refused.apply(found);
        }
    }

    static Diagnostic diagnostic(String className, String why) {
        return Diagnostic.error(className + ".class", 0, "corrupt-class", why, "compile it again, or leave it out");
    }
}
